using System.Globalization;
using System.Text;

namespace Runbooks.Engine.Expressions.Times;

/// <summary>Go's layouts: a time is written as the reference time <c>Mon Jan 2 15:04:05 MST 2006</c> would be.</summary>
internal static partial class TimeLayout
{
    /// <summary>Longer ones come first where one begins like another.</summary>
    private static readonly (string Text, LayoutPart Part)[] Known =
    [
        ("January", LayoutPart.LongMonth), ("Jan", LayoutPart.Month), ("Monday", LayoutPart.LongWeekday), ("Mon", LayoutPart.Weekday), ("MST", LayoutPart.ZoneName),
        ("01", LayoutPart.ZeroMonth), ("02", LayoutPart.ZeroDay), ("03", LayoutPart.ZeroHour12), ("04", LayoutPart.ZeroMinute),
        ("05", LayoutPart.ZeroSecond), ("06", LayoutPart.Year), ("002", LayoutPart.ZeroYearDay), ("15", LayoutPart.Hour),
        ("1", LayoutPart.NumberMonth), ("2006", LayoutPart.LongYear), ("2", LayoutPart.Day),
        ("__2", LayoutPart.SpaceYearDay), ("_2", LayoutPart.SpaceDay), ("3", LayoutPart.Hour12), ("4", LayoutPart.Minute), ("5", LayoutPart.Second),
        ("PM", LayoutPart.UpperHalf), ("pm", LayoutPart.LowerHalf), ("-070000", LayoutPart.Offset), ("-07:00:00", LayoutPart.Offset),
        ("-0700", LayoutPart.Offset), ("-07:00", LayoutPart.Offset), ("-07", LayoutPart.Offset), ("Z070000", LayoutPart.ZuluOffset),
        ("Z07:00:00", LayoutPart.ZuluOffset),
        ("Z0700", LayoutPart.ZuluOffset), ("Z07:00", LayoutPart.ZuluOffset), ("Z07", LayoutPart.ZuluOffset),
    ];

    public static IReadOnlyList<(LayoutPart Part, string Text)> Parts(string layout)
    {
        var parts = new List<(LayoutPart, string)>();
        var literal = new StringBuilder();
        for (var at = 0; at < layout.Length;)
        {
            var (part, length) = PartAt(layout, at);
            if (part == LayoutPart.Literal) literal.Append(layout[at]);
            else
            {
                if (literal.Length > 0) parts.Add((LayoutPart.Literal, literal.ToString()));
                literal.Clear();
                parts.Add((part, layout.Substring(at, length)));
            }
            at += length;
        }
        if (literal.Length > 0) parts.Add((LayoutPart.Literal, literal.ToString()));
        return parts;
    }

    private static (LayoutPart Part, int Length) PartAt(string layout, int at)
    {
        if (layout[at] is '.' or ',' && Fraction(layout, at) is { Length: > 0 } fraction) return fraction;
        // _2006 is a blank and a year.
        if (layout.AsSpan(at).StartsWith("_2006")) return (LayoutPart.Literal, 1);
        foreach (var (text, part) in Known)
        {
            if (!layout.AsSpan(at).StartsWith(text)) continue;
            // "Month" and "Janet" are words.
            if (part is LayoutPart.Month or LayoutPart.Weekday && at + 3 < layout.Length && char.IsAsciiLetterLower(layout[at + 3])) continue;
            return (part, text.Length);
        }
        return (LayoutPart.Literal, 1);
    }

    /// <summary><c>.000</c> or <c>.999</c>, not followed by another digit.</summary>
    private static (LayoutPart Part, int Length) Fraction(string layout, int at)
    {
        var digit = at + 1 < layout.Length ? layout[at + 1] : ' ';
        if (digit is not ('0' or '9')) return default;
        var end = at + 1;
        while (end < layout.Length && layout[end] == digit) end++;
        if (end < layout.Length && char.IsAsciiDigit(layout[end])) return default;
        return (digit == '0' ? LayoutPart.FixedFraction : LayoutPart.TrimmedFraction, end - at);
    }

    public static string Format(GoTime time, string layout)
    {
        var text = new StringBuilder();
        var date = time.Date;
        foreach (var (part, written) in Parts(layout)) text.Append(Part(time, date, part, written));
        return text.ToString();
    }

    private static string Part(GoTime time, CivilDate date, LayoutPart part, string written) => part switch
    {
        LayoutPart.LongYear => Digits(date.Year, 4),
        LayoutPart.Year => Digits(Math.Abs(date.Year) % 100, 2),
        LayoutPart.LongMonth => CultureInfo.InvariantCulture.DateTimeFormat.GetMonthName(date.Month),
        LayoutPart.Month => CultureInfo.InvariantCulture.DateTimeFormat.GetAbbreviatedMonthName(date.Month),
        LayoutPart.ZeroMonth => Digits(date.Month, 2),
        LayoutPart.NumberMonth => Digits(date.Month, 1),
        LayoutPart.LongWeekday => date.Weekday.ToString(),
        LayoutPart.Weekday => date.Weekday.ToString()[..3],
        LayoutPart.Day => Digits(date.Day, 1),
        LayoutPart.SpaceDay => Digits(date.Day, 1).PadLeft(2),
        LayoutPart.ZeroDay => Digits(date.Day, 2),
        LayoutPart.SpaceYearDay => Digits(date.DayOfYear, 1).PadLeft(3),
        LayoutPart.ZeroYearDay => Digits(date.DayOfYear, 3),
        LayoutPart.Hour => Digits(time.Hour, 2),
        LayoutPart.Hour12 => Digits((time.Hour + 11) % 12 + 1, 1),
        LayoutPart.ZeroHour12 => Digits((time.Hour + 11) % 12 + 1, 2),
        LayoutPart.Minute => Digits(time.Minute, 1),
        LayoutPart.ZeroMinute => Digits(time.Minute, 2),
        LayoutPart.Second => Digits(time.Second, 1),
        LayoutPart.ZeroSecond => Digits(time.Second, 2),
        LayoutPart.UpperHalf => time.Hour >= 12 ? "PM" : "AM",
        LayoutPart.LowerHalf => time.Hour >= 12 ? "pm" : "am",
        LayoutPart.ZoneName => time.Zone.AbbreviationAt(time.Unix) is { Length: > 0 } name ? name : Offset(time.Offset, "-0700"),
        LayoutPart.ZuluOffset when time.Offset == 0 => "Z",
        LayoutPart.ZuluOffset or LayoutPart.Offset => Offset(time.Offset, written),
        LayoutPart.FixedFraction => written[0] + Nanoseconds(time, written.Length - 1),
        LayoutPart.TrimmedFraction => Nanoseconds(time, written.Length - 1).TrimEnd('0') is { Length: > 0 } rest ? written[0] + rest : "",
        _ => written,
    };

    private static string Digits(long number, int width) =>
        (number < 0 ? "-" : "") + Math.Abs(number).ToString(CultureInfo.InvariantCulture).PadLeft(width, '0');

    private static string Nanoseconds(GoTime time, int digits) =>
        time.Nanosecond.ToString("000000000", CultureInfo.InvariantCulture).PadRight(digits, '0')[..digits];

    /// <summary>With as many parts as the layout has: <c>-07</c>, <c>-07:00</c>, <c>Z070000</c>.</summary>
    private static string Offset(int seconds, string layout)
    {
        var (colon, size) = (layout.Contains(':') ? ":" : "", Math.Abs(seconds));
        var text = $"{(seconds / 60 < 0 ? '-' : '+')}{Digits(size / 3600, 2)}";
        var digits = layout.Count(char.IsAsciiDigit);
        if (digits >= 4) text += colon + Digits(size / 60 % 60, 2);
        return digits == 6 ? text + colon + Digits(size % 60, 2) : text;
    }
}
