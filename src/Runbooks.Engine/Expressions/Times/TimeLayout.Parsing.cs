using System.Globalization;

namespace Runbooks.Engine.Expressions.Times;

internal static partial class TimeLayout
{
    /// <param name="zone">Of a time whose text names none.</param>
    /// <returns>Null if the text isn't written like the layout, or is no time that exists.</returns>
    public static GoTime? Parse(string layout, string text, GoZone zone)
    {
        if (text.Length > 200 || layout.Length > 200) return null;
        var clock = new Clock { Rest = text };
        var parts = Parts(layout);
        for (var i = 0; i < parts.Count; i++)
        {
            if (!clock.Take(parts[i].Part, parts[i].Text)) return null;
            // A fraction after the seconds is read even where the layout has none.
            var fractionFollows = i + 1 < parts.Count && parts[i + 1].Part is LayoutPart.FixedFraction or LayoutPart.TrimmedFraction;
            if (parts[i].Part is LayoutPart.Second or LayoutPart.ZeroSecond && !fractionFollows) clock.TakeExtraFraction();
        }
        return clock.Rest.Length > 0 ? null : clock.Time(zone);
    }

    private sealed class Clock
    {
        private int _year;
        private int? _month;
        private int? _day;
        private int? _yearDay;
        private int _hour;
        private int _minute;
        private int _second;
        private long _fraction;
        private bool? _afternoon;
        private TimeSpan? _offset;
        private string _zoneName = "";

        public required string Rest { get; set; }

        public bool Take(LayoutPart part, string written) => part switch
        {
            LayoutPart.LongYear => Number(4, 4, 0, 9999, n => _year = n),
            LayoutPart.Year => Number(2, 2, 0, 99, n => _year = n >= 69 ? 1900 + n : 2000 + n),
            LayoutPart.LongMonth => Name(CultureInfo.InvariantCulture.DateTimeFormat.MonthNames, i => _month = i + 1),
            LayoutPart.Month => Name(CultureInfo.InvariantCulture.DateTimeFormat.AbbreviatedMonthNames, i => _month = i + 1),
            LayoutPart.ZeroMonth => Number(2, 2, 1, 12, n => _month = n),
            LayoutPart.NumberMonth => Number(1, 2, 1, 12, n => _month = n),
            LayoutPart.LongWeekday => Name(CultureInfo.InvariantCulture.DateTimeFormat.DayNames, _ => { }),
            LayoutPart.Weekday => Name(CultureInfo.InvariantCulture.DateTimeFormat.AbbreviatedDayNames, _ => { }),
            LayoutPart.Day => Number(1, 2, 1, 31, n => _day = n),
            LayoutPart.SpaceDay => Blank() && Number(1, 2, 1, 31, n => _day = n),
            LayoutPart.ZeroDay => Number(2, 2, 1, 31, n => _day = n),
            LayoutPart.SpaceYearDay => Blank() && Blank() && Number(1, 3, 1, 366, n => _yearDay = n),
            LayoutPart.ZeroYearDay => Number(3, 3, 1, 366, n => _yearDay = n),
            LayoutPart.Hour => Number(1, 2, 0, 23, n => _hour = n),
            LayoutPart.Hour12 => Number(1, 2, 0, 12, n => _hour = n),
            LayoutPart.ZeroHour12 => Number(2, 2, 0, 12, n => _hour = n),
            LayoutPart.Minute => Number(1, 2, 0, 59, n => _minute = n),
            LayoutPart.ZeroMinute => Number(2, 2, 0, 59, n => _minute = n),
            LayoutPart.Second => Number(1, 2, 0, 59, n => _second = n),
            LayoutPart.ZeroSecond => Number(2, 2, 0, 59, n => _second = n),
            LayoutPart.UpperHalf => Name(["AM", "PM"], i => _afternoon = i == 1, StringComparison.Ordinal),
            LayoutPart.LowerHalf => Name(["am", "pm"], i => _afternoon = i == 1, StringComparison.Ordinal),
            LayoutPart.ZoneName => ZoneName(),
            LayoutPart.ZuluOffset or LayoutPart.ZuluColonOffset or LayoutPart.ZuluHours when Rest.StartsWith('Z') => Zulu(),
            LayoutPart.ZuluOffset or LayoutPart.Offset => Offset(colon: false, minutes: true),
            LayoutPart.ZuluColonOffset or LayoutPart.ColonOffset => Offset(colon: true, minutes: true),
            LayoutPart.ZuluHours or LayoutPart.OffsetHours => Offset(colon: false, minutes: false),
            LayoutPart.FixedFraction => Fraction(written.Length - 1),
            LayoutPart.TrimmedFraction => Rest.Length < 2 || Rest[0] is not ('.' or ',') || !char.IsAsciiDigit(Rest[1]) || Fraction(null),
            _ => Literal(written),
        };

        public void TakeExtraFraction()
        {
            if (Rest.Length >= 2 && Rest[0] is '.' or ',' && char.IsAsciiDigit(Rest[1])) Fraction(null);
        }

        public GoTime? Time(GoZone zone)
        {
            var hour = _afternoon is null ? _hour : _afternoon.Value ? _hour % 12 + 12 : _hour == 12 ? 0 : _hour;
            // Go's year 0 is where a time without a date lies; .NET begins with 1.
            var year = Math.Max(_year, 1);
            var (month, day) = (_month ?? 1, _day ?? 1);
            if (_yearDay is { } ofYear)
            {
                if (ofYear > (DateTime.IsLeapYear(year) ? 366 : 365)) return null;
                var date = new DateTime(year, 1, 1, 0, 0, 0, DateTimeKind.Unspecified).AddDays(ofYear - 1);
                (month, day) = (date.Month, date.Day);
            }
            if (day > DateTime.DaysInMonth(year, month)) return null;
            var local = new DateTime(year, month, day, hour, _minute, _second, DateTimeKind.Unspecified).AddTicks(_fraction);
            return GoTime.At(local, Zone(zone, local));
        }

        private GoZone Zone(GoZone zone, DateTime local)
        {
            if (_offset is { } offset)
                return offset == zone.OffsetOf(local) && _zoneName.Length == 0 ? (offset == TimeSpan.Zero && zone == GoZone.Utc ? GoZone.Utc : zone) : GoZone.Fixed(offset, _zoneName);
            if (_zoneName.Length == 0 || _zoneName == zone.AbbreviationAt(local)) return zone;
            return _zoneName is "UTC" ? GoZone.Utc : GoZone.Fixed(TimeSpan.Zero, _zoneName);
        }

        private bool Literal(string written)
        {
            if (!Rest.StartsWith(written, StringComparison.Ordinal)) return false;
            Rest = Rest[written.Length..];
            return true;
        }

        private bool Blank()
        {
            if (Rest.StartsWith(' ')) Rest = Rest[1..];
            return true;
        }

        private bool Zulu()
        {
            Rest = Rest[1..];
            _offset = TimeSpan.Zero;
            _zoneName = "UTC";
            return true;
        }

        private bool Number(int least, int most, int from, int to, Action<int> set)
        {
            var length = 0;
            while (length < most && length < Rest.Length && char.IsAsciiDigit(Rest[length])) length++;
            if (length < least) return false;
            var number = int.Parse(Rest.AsSpan(0, length), CultureInfo.InvariantCulture);
            Rest = Rest[length..];
            set(number);
            return number >= from && number <= to;
        }

        private bool Name(string[] names, Action<int> set, StringComparison comparison = StringComparison.OrdinalIgnoreCase)
        {
            var index = System.Array.FindIndex(names, name => name.Length > 0 && Rest.StartsWith(name, comparison));
            if (index < 0) return false;
            Rest = Rest[names[index].Length..];
            set(index);
            return true;
        }

        /// <summary>Three to five capitals, or an offset such as +03.</summary>
        private bool ZoneName()
        {
            if (Rest.Length > 0 && Rest[0] is '+' or '-') return Offset(colon: false, minutes: false);
            var length = 0;
            while (length < Rest.Length && length < 6 && char.IsAsciiLetterUpper(Rest[length])) length++;
            if (length is < 3 or > 5) return false;
            _zoneName = Rest[..length];
            Rest = Rest[length..];
            return true;
        }

        private bool Offset(bool colon, bool minutes)
        {
            if (Rest.Length == 0 || Rest[0] is not ('+' or '-')) return false;
            var (negative, hours, rest) = (Rest[0] == '-', 0, 0);
            Rest = Rest[1..];
            if (!Number(2, 2, 0, 24, n => hours = n)) return false;
            if (colon && !Literal(":")) return false;
            if (minutes && !Number(2, 2, 0, 59, n => rest = n)) return false;
            var offset = new TimeSpan(hours, rest, 0);
            if (offset > TimeSpan.FromHours(24)) return false;
            _offset = negative ? -offset : offset;
            if (_offset == TimeSpan.Zero && _zoneName.Length == 0) _zoneName = "UTC";
            return true;
        }

        private bool Fraction(int? digits)
        {
            if (Rest.Length < 2 || Rest[0] is not ('.' or ',')) return false;
            var length = 1;
            while (length < Rest.Length && char.IsAsciiDigit(Rest[length]) && length - 1 < (digits ?? 30)) length++;
            if (length == 1 || digits is not null && length - 1 != digits) return false;
            _fraction = long.Parse(Rest[1..length].PadRight(7, '0')[..7], CultureInfo.InvariantCulture);
            Rest = Rest[length..];
            return true;
        }
    }
}
