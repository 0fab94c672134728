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
        ("002", LayoutPart.ZeroYearDay), ("01", LayoutPart.ZeroMonth), ("02", LayoutPart.ZeroDay), ("03", LayoutPart.ZeroHour12), ("04", LayoutPart.ZeroMinute),
        ("05", LayoutPart.ZeroSecond), ("06", LayoutPart.Year), ("15", LayoutPart.Hour), ("1", LayoutPart.NumberMonth), ("2006", LayoutPart.LongYear), ("2", LayoutPart.Day),
        ("__2", LayoutPart.SpaceYearDay), ("_2", LayoutPart.SpaceDay), ("3", LayoutPart.Hour12), ("4", LayoutPart.Minute), ("5", LayoutPart.Second),
        ("PM", LayoutPart.UpperHalf), ("pm", LayoutPart.LowerHalf), ("-07:00", LayoutPart.ColonOffset), ("-0700", LayoutPart.Offset), ("-07", LayoutPart.OffsetHours),
        ("Z07:00", LayoutPart.ZuluColonOffset), ("Z0700", LayoutPart.ZuluOffset), ("Z07", LayoutPart.ZuluHours),
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
        var local = time.Local;
        foreach (var (part, written) in Parts(layout)) text.Append(Part(time, local, part, written));
        return text.ToString();
    }

    private static string Part(GoTime time, DateTime local, LayoutPart part, string written) => part switch
    {
        LayoutPart.LongYear => Digits(local.Year, 4),
        LayoutPart.Year => Digits(local.Year % 100, 2),
        LayoutPart.LongMonth => CultureInfo.InvariantCulture.DateTimeFormat.GetMonthName(local.Month),
        LayoutPart.Month => CultureInfo.InvariantCulture.DateTimeFormat.GetAbbreviatedMonthName(local.Month),
        LayoutPart.ZeroMonth => Digits(local.Month, 2),
        LayoutPart.NumberMonth => Digits(local.Month, 1),
        LayoutPart.LongWeekday => local.DayOfWeek.ToString(),
        LayoutPart.Weekday => local.DayOfWeek.ToString()[..3],
        LayoutPart.Day => Digits(local.Day, 1),
        LayoutPart.SpaceDay => Digits(local.Day, 1).PadLeft(2),
        LayoutPart.ZeroDay => Digits(local.Day, 2),
        LayoutPart.SpaceYearDay => Digits(local.DayOfYear, 1).PadLeft(3),
        LayoutPart.ZeroYearDay => Digits(local.DayOfYear, 3),
        LayoutPart.Hour => Digits(local.Hour, 2),
        LayoutPart.Hour12 => Digits((local.Hour + 11) % 12 + 1, 1),
        LayoutPart.ZeroHour12 => Digits((local.Hour + 11) % 12 + 1, 2),
        LayoutPart.Minute => Digits(local.Minute, 1),
        LayoutPart.ZeroMinute => Digits(local.Minute, 2),
        LayoutPart.Second => Digits(local.Second, 1),
        LayoutPart.ZeroSecond => Digits(local.Second, 2),
        LayoutPart.UpperHalf => local.Hour >= 12 ? "PM" : "AM",
        LayoutPart.LowerHalf => local.Hour >= 12 ? "pm" : "am",
        LayoutPart.ZoneName => time.Zone.AbbreviationAt(time.Utc),
        LayoutPart.ZuluOffset or LayoutPart.ZuluColonOffset or LayoutPart.ZuluHours when time.Offset == TimeSpan.Zero => "Z",
        LayoutPart.ZuluOffset or LayoutPart.Offset => GoZone.Numeric(time.Offset, colon: false),
        LayoutPart.ZuluColonOffset or LayoutPart.ColonOffset => GoZone.Numeric(time.Offset, colon: true),
        LayoutPart.ZuluHours or LayoutPart.OffsetHours => GoZone.Numeric(time.Offset, colon: false, minutes: false),
        LayoutPart.FixedFraction => written[0] + Nanoseconds(local, written.Length - 1),
        LayoutPart.TrimmedFraction => Nanoseconds(local, written.Length - 1).TrimEnd('0') is { Length: > 0 } rest ? written[0] + rest : "",
        _ => written,
    };

    private static string Digits(int number, int width) => number.ToString(CultureInfo.InvariantCulture).PadLeft(width, '0');

    private static string Nanoseconds(DateTime local, int digits) =>
        (local.Ticks % TimeSpan.TicksPerSecond * 100).ToString("000000000", CultureInfo.InvariantCulture).PadRight(digits, '0')[..digits];
}
