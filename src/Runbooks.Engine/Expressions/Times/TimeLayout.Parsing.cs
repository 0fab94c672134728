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
            var following = parts.Skip(i + 1).FirstOrDefault(part => part.Part != LayoutPart.Literal).Part;
            var fractionFollows = following is LayoutPart.FixedFraction or LayoutPart.TrimmedFraction;
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
        private int _nanosecond;
        private bool? _afternoon;
        private int? _offset;
        private bool _isUtc;
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
            LayoutPart.Day => Number(1, 2, 0, 99, n => _day = n),
            LayoutPart.SpaceDay => Blank() && Number(1, 2, 0, 99, n => _day = n),
            LayoutPart.ZeroDay => Number(2, 2, 0, 99, n => _day = n),
            LayoutPart.SpaceYearDay => Blank() && Blank() && Number(1, 3, 0, 999, n => _yearDay = n),
            LayoutPart.ZeroYearDay => Number(3, 3, 0, 999, n => _yearDay = n),
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
            LayoutPart.ZuluOffset when Rest.StartsWith('Z') => Utc(1),
            LayoutPart.ZuluOffset or LayoutPart.Offset => Offset(written),
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
            if (Date() is not { } date) return null;
            var hour = _afternoon switch
            {
                true when _hour < 12 => _hour + 12,
                false when _hour == 12 => 0,
                _ => _hour,
            };
            if (_isUtc) return At(GoZone.Utc);
            if (_offset is { } offset) return AtOffset(offset);
            return _zoneName.Length == 0 ? At(zone) : Named();

            GoTime At(GoZone where) => GoTime.At(date, hour, _minute, _second, _nanosecond, where);

            GoTime AtOffset(int seconds)
            {
                var time = At(GoZone.Utc);
                time = time with { Unix = time.Unix - seconds };
                var isNamed = _zoneName.Length == 0 || _zoneName == zone.AbbreviationAt(time.Unix);
                var isOfZone = zone.OffsetAt(time.Unix) == seconds && isNamed;
                return time.In(isOfZone ? zone : GoZone.Fixed(seconds, _zoneName));
            }

            GoTime Named()
            {
                var time = At(GoZone.Utc);
                if (zone.OffsetOfAbbreviation(_zoneName, time.Unix) is { } known)
                    return time with { Unix = time.Unix - known, Zone = zone };
                var hours = _zoneName.Length > 3 && _zoneName.StartsWith("GMT", StringComparison.Ordinal)
                    ? int.Parse(_zoneName[3..], CultureInfo.InvariantCulture)
                    : 0;
                return time.In(GoZone.Fixed(hours * 3600, _zoneName));
            }
        }

        /// <summary>Null if there is no such day, or the day of the year is another one.</summary>
        private CivilDate? Date()
        {
            if (_yearDay is not { } ofYear)
            {
                var date = new CivilDate(_year, _month ?? 1, _day ?? 1);
                return date.Day >= 1 && date.Day <= CivilDate.DaysIn(_year, date.Month) ? date : null;
            }
            if (ofYear < 1 || ofYear > (CivilDate.IsLeap(_year) ? 366 : 365)) return null;
            var found = CivilDate.FromDays(new CivilDate(_year, 1, 1).ToDays() + ofYear - 1);
            return (_month ?? found.Month) == found.Month && (_day ?? found.Day) == found.Day ? found : null;
        }

        /// <summary>Blanks stand for any number of blanks.</summary>
        private bool Literal(string written)
        {
            for (var at = 0; at < written.Length;)
            {
                if (written[at] == ' ')
                {
                    if (Rest.Length > 0 && Rest[0] != ' ') return false;
                    while (at < written.Length && written[at] == ' ') at++;
                    Rest = Rest.TrimStart(' ');
                    continue;
                }
                if (Rest.Length == 0 || Rest[0] != written[at]) return false;
                Rest = Rest[1..];
                at++;
            }
            return true;
        }

        private bool Blank()
        {
            if (Rest.StartsWith(' ')) Rest = Rest[1..];
            return true;
        }

        private bool Utc(int length)
        {
            Rest = Rest[length..];
            _isUtc = true;
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

        private bool ZoneName()
        {
            if (Rest.StartsWith("UTC", StringComparison.Ordinal)) return Utc(3);
            var length = ZoneNameLength();
            if (length == 0) return false;
            _zoneName = Rest[..length];
            Rest = Rest[length..];
            return true;
        }

        /// <summary>
        /// Of three capitals, of four or five that end with T, of GMT+3 or of an offset such as +03; 0 for anything else.
        /// </summary>
        private int ZoneNameLength()
        {
            if (Rest.Length < 3) return 0;
            if (Rest.StartsWith("ChST", StringComparison.Ordinal) || Rest.StartsWith("MeST", StringComparison.Ordinal)) return 4;
            if (Rest.StartsWith("GMT", StringComparison.Ordinal)) return 3 + HoursLength(Rest[3..]);
            if (Rest[0] is '+' or '-') return HoursLength(Rest);
            var capitals = 0;
            while (capitals < 6 && capitals < Rest.Length && char.IsAsciiLetterUpper(Rest[capitals])) capitals++;
            return capitals switch
            {
                3 => 3,
                4 when Rest[3] == 'T' || Rest.StartsWith("WITA", StringComparison.Ordinal) => 4,
                5 when Rest[4] == 'T' => 5,
                _ => 0,
            };
        }

        private static int HoursLength(string text)
        {
            if (text.Length < 2 || text[0] is not ('+' or '-')) return 0;
            var length = 1;
            while (length < text.Length && char.IsAsciiDigit(text[length])) length++;
            return length is > 1 and < 10 && int.Parse(text.AsSpan(1, length - 1), CultureInfo.InvariantCulture) <= 23 ? length : 0;
        }

        private bool Offset(string written)
        {
            var layout = written.AsSpan(1);
            if (Rest.Length < written.Length || Rest[0] is not ('+' or '-')) return false;
            var numbers = new List<int>();
            for (var at = 0; at < layout.Length; at += 2)
            {
                if (layout[at] == ':')
                {
                    if (Rest[at + 1] != ':') return false;
                    at++;
                }
                if (!int.TryParse(Rest.AsSpan(at + 1, 2), NumberStyles.None, CultureInfo.InvariantCulture, out var number)) return false;
                numbers.Add(number);
            }
            var (hours, minutes, seconds) = (numbers[0], numbers.ElementAtOrDefault(1), numbers.ElementAtOrDefault(2));
            var offset = (hours * 60 + minutes) * 60 + seconds;
            // To Go, an offset of -1 is none.
            _offset = Rest[0] == '-' ? -offset : offset;
            if (_offset == -1) _offset = null;
            Rest = Rest[written.Length..];
            return hours <= 24 && minutes <= 60 && seconds <= 60;
        }

        /// <param name="digits">As many as the layout has; null for any number, of which nine count.</param>
        private bool Fraction(int? digits)
        {
            if (Rest.Length < 2 || Rest[0] is not ('.' or ',')) return false;
            var length = 1;
            while (length < Rest.Length && char.IsAsciiDigit(Rest[length]) && length - 1 < (digits ?? int.MaxValue)) length++;
            if (length == 1 || digits is not null && length - 1 != digits) return false;
            _nanosecond = int.Parse(Rest[1..length].PadRight(9, '0')[..9], CultureInfo.InvariantCulture);
            Rest = Rest[length..];
            return true;
        }
    }
}
