using System.Globalization;
using System.Text;

namespace Runbooks.Engine.Expressions.Times;

/// <summary>Go's time.Duration.</summary>
internal readonly record struct GoDuration(long Nanoseconds)
{
    private static readonly Dictionary<string, double> Units = new()
    {
        ["ns"] = 1,
        ["us"] = 1e3,
        ["µs"] = 1e3,
        ["μs"] = 1e3,
        ["ms"] = 1e6,
        ["s"] = 1e9,
        ["m"] = 60e9,
        ["h"] = 3600e9,
    };

    public static GoDuration From(TimeSpan span) => new(span.Ticks * 100);

    public double Seconds => Nanoseconds / 1_000_000_000 + Nanoseconds % 1_000_000_000 / 1e9;

    public double Minutes => Nanoseconds / 60_000_000_000 + Nanoseconds % 60_000_000_000 / 60e9;

    public double Hours => Nanoseconds / 3600_000_000_000 + Nanoseconds % 3600_000_000_000 / 3600e9;

    public TimeSpan ToTimeSpan() => TimeSpan.FromTicks(Nanoseconds / 100);

    /// <summary>Half away from zero, to a multiple of <paramref name="unit"/>.</summary>
    public GoDuration Round(GoDuration unit)
    {
        if (unit.Nanoseconds <= 0) return this;
        var rest = Nanoseconds % unit.Nanoseconds;
        var down = Nanoseconds - rest;
        return new(Math.Abs(rest) < unit.Nanoseconds - Math.Abs(rest) ? down : unchecked(down + Math.Sign(rest) * unit.Nanoseconds));
    }

    public GoDuration Truncate(GoDuration unit) => unit.Nanoseconds <= 0 ? this : new(Nanoseconds - Nanoseconds % unit.Nanoseconds);

    /// <summary>As time.ParseDuration: <c>1h15m30.5s</c>, <c>-2ms</c>, <c>0</c>.</summary>
    public static bool TryParse(string text, out GoDuration duration)
    {
        duration = default;
        var rest = text.TrimStart('+', '-');
        if (rest == "0") return text.Length <= 2;
        if (rest.Length == 0 || text.Length - rest.Length > 1 || text.Length > 200) return false;
        var sum = 0.0;
        var whole = 0L;
        while (rest.Length > 0)
        {
            var number = rest[..Span(rest, c => char.IsAsciiDigit(c) || c == '.')];
            rest = rest[number.Length..];
            var unit = rest[..Span(rest, c => !char.IsAsciiDigit(c) && c != '.')];
            rest = rest[unit.Length..];
            if (number.Trim('.').Length == 0 || number.Count(c => c == '.') > 1 || !Units.TryGetValue(unit, out var scale)) return false;
            sum += double.Parse(number, CultureInfo.InvariantCulture) * scale;
            if (sum > long.MaxValue) return false;
            whole = unchecked(whole + (long)Math.Round(decimal.Parse(number.Length > 20 ? number[..20] : number, CultureInfo.InvariantCulture) * (decimal)scale % long.MaxValue));
        }
        duration = new(text[0] == '-' ? -whole : whole);
        return true;
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
