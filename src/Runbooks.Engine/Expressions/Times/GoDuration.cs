using System.Globalization;
using System.Text;

namespace Runbooks.Engine.Expressions.Times;

/// <summary>Go's time.Duration.</summary>
internal readonly record struct GoDuration(long Nanoseconds)
{
    /// <summary>Only its negative fits.</summary>
    private static readonly UInt128 Largest = (UInt128)long.MaxValue + 1;

    private static readonly Dictionary<string, ulong> Units = new()
    {
        ["ns"] = 1,
        ["us"] = 1_000,
        ["µs"] = 1_000,
        ["μs"] = 1_000,
        ["ms"] = 1_000_000,
        ["s"] = 1_000_000_000,
        ["m"] = 60_000_000_000,
        ["h"] = 3_600_000_000_000,
    };

    public static GoDuration From(TimeSpan span) => new(span.Ticks * 100);

    public double Seconds => Nanoseconds / 1_000_000_000 + Nanoseconds % 1_000_000_000 / 1e9;

    public double Minutes => Nanoseconds / 60_000_000_000 + Nanoseconds % 60_000_000_000 / 60e9;

    public double Hours => Nanoseconds / 3600_000_000_000 + Nanoseconds % 3600_000_000_000 / 3600e9;

    /// <summary>Half away from zero, to a multiple of <paramref name="unit"/>.</summary>
    public GoDuration Round(GoDuration unit)
    {
        if (unit.Nanoseconds <= 0) return this;
        var rest = Nanoseconds % unit.Nanoseconds;
        var down = Nanoseconds - rest;
        return new(Math.Abs(rest) < unit.Nanoseconds - Math.Abs(rest) ? down : unchecked(down + Math.Sign(rest) * unit.Nanoseconds));
    }

    public GoDuration Truncate(GoDuration unit) => unit.Nanoseconds <= 0 ? this : new(Nanoseconds - Nanoseconds % unit.Nanoseconds);

    /// <summary>As time.ParseDuration: <c>1h15m30.5s</c>, <c>-2ms</c>, <c>0</c>. What is less than a nanosecond is cut off.</summary>
    public static bool TryParse(string text, out GoDuration duration)
    {
        duration = default;
        var isNegative = text.StartsWith('-');
        var rest = isNegative || text.StartsWith('+') ? text[1..] : text;
        if (rest == "0") return true;
        if (rest.Length is 0 or > 200) return false;
        UInt128 sum = 0;
        while (rest.Length > 0)
        {
            var number = rest[..Span(rest, c => char.IsAsciiDigit(c) || c == '.')];
            rest = rest[number.Length..];
            var unit = rest[..Span(rest, c => !char.IsAsciiDigit(c) && c != '.')];
            rest = rest[unit.Length..];
            if (!Units.TryGetValue(unit, out var scale) || TryScale(number, scale) is not { } part || (sum += part) > Largest) return false;
        }
        if (sum == Largest && !isNegative) return false;
        duration = new(unchecked((long)(ulong)(isNegative ? UInt128.Zero - sum : sum)));
        return true;
    }

    /// <summary>Nanoseconds; null for what is no number, or too large.</summary>
    private static UInt128? TryScale(string number, ulong scale)
    {
        var parts = number.Split('.');
        if (parts.Length > 2 || parts.All(part => part.Length == 0)) return null;
        var whole = parts[0].TrimStart('0');
        if (whole.Length > 19) return null;
        var nanoseconds = (UInt128)(whole.Length == 0 ? 0 : ulong.Parse(whole, CultureInfo.InvariantCulture)) * scale;
        if (nanoseconds > Largest) return null;
        var (fraction, size) = (0UL, 1.0);
        foreach (var digit in parts.Length > 1 ? parts[1] : "")
        {
            if (fraction > long.MaxValue / 10) break;
            (fraction, size) = (fraction * 10 + (ulong)(digit - '0'), size * 10);
        }
        // In floating point, as Go does it.
        nanoseconds += (ulong)(fraction * (scale / size));
        return nanoseconds > Largest ? null : nanoseconds;
    }

    /// <summary><c>1h15m30.5s</c>, <c>1.5ms</c>, <c>0s</c></summary>
    public override string ToString()
    {
        if (Nanoseconds == 0) return "0s";
        var sign = Nanoseconds < 0 ? "-" : "";
        var total = Nanoseconds < 0 ? (ulong)-(Int128)Nanoseconds : (ulong)Nanoseconds;
        if (total < 1_000) return $"{sign}{total}ns";
        if (total < 1_000_000) return $"{sign}{Fraction(total, 1_000)}µs";
        if (total < 1_000_000_000) return $"{sign}{Fraction(total, 1_000_000)}ms";
        var text = new StringBuilder(sign);
        var (hours, minutes) = (total / 3600_000_000_000, total / 60_000_000_000 % 60);
        if (hours > 0) text.Append(CultureInfo.InvariantCulture, $"{hours}h");
        if (hours > 0 || minutes > 0) text.Append(CultureInfo.InvariantCulture, $"{minutes}m");
        return text.Append(Fraction(total % 60_000_000_000, 1_000_000_000)).Append('s').ToString();
    }

    private static string Fraction(ulong number, ulong unit)
    {
        var rest = number % unit;
        var whole = (number / unit).ToString(CultureInfo.InvariantCulture);
        if (rest == 0) return whole;
        var width = unit.ToString(CultureInfo.InvariantCulture).Length - 1;
        return $"{whole}.{rest.ToString(CultureInfo.InvariantCulture).PadLeft(width, '0').TrimEnd('0')}";
    }

    private static int Span(string text, Func<char, bool> accept)
    {
        var length = 0;
        while (length < text.Length && accept(text[length])) length++;
        return length;
    }
}
