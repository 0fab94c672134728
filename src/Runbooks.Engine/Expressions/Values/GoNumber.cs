using System.Buffers;
using System.Globalization;
using System.Text;

namespace Runbooks.Engine.Expressions.Values;

/// <summary>Numbers as Go's strconv reads and writes them.</summary>
internal static class GoNumber
{
    private static readonly SearchValues<char> Decimals = SearchValues.Create("0123456789.eE+-");

    /// <summary>The shortest text that reads back as the number; with an exponent below 1e-4 and from 1e6 on (<c>%v</c>: 1e+06).</summary>
    public static string Text(double number) => Write(number, smallest: -4, exponentDigits: 2, largest: 6);

    /// <summary>As JSON has it: with an exponent below 1e-6 and from 1e21 on.</summary>
    public static string Json(double number) => Write(number, smallest: -6, exponentDigits: 1, largest: 21);

    /// <summary>Plain decimals, never an exponent.</summary>
    public static string Plain(double number) => Write(number, smallest: int.MinValue, exponentDigits: 1, largest: int.MaxValue);

    /// <summary>A signed integer as strconv.Atoi takes it: digits with an optional sign.</summary>
    public static bool TryParseInt(string text, out long number) =>
        long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out number);

    /// <summary>A number as strconv.ParseFloat takes it: decimal or hexadecimal, <c>inf</c>, <c>nan</c>; null for anything else or beyond the range.</summary>
    public static double? ParseFloat(string text)
    {
        if (text.Length == 0 || text.Length > 1000) return null;
        if (text.Contains('_')) return WithoutUnderscores(text) is { } plain ? ParseFloat(plain) : null;
        var unsigned = text.TrimStart('+', '-');
        if (text.Length - unsigned.Length > 1) return null;
        var sign = text[0] == '-' ? -1 : 1;
        if (unsigned.Equals("inf", StringComparison.OrdinalIgnoreCase) || unsigned.Equals("infinity", StringComparison.OrdinalIgnoreCase)) return sign * double.PositiveInfinity;
        if (text.Equals("nan", StringComparison.OrdinalIgnoreCase)) return double.NaN;
        if (unsigned.StartsWith("0x", StringComparison.OrdinalIgnoreCase)) return sign * HexFloat(unsigned[2..]);
        if (unsigned.Length == 0 || unsigned.AsSpan().ContainsAnyExcept(Decimals)) return null;
        return double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && double.IsFinite(number) ? number : null;
    }

    /// <summary>Between two digits, or after 0x, an underscore means nothing; anywhere else it is wrong.</summary>
    private static string? WithoutUnderscores(string text)
    {
        var isHex = text.TrimStart('+', '-').StartsWith("0x", StringComparison.OrdinalIgnoreCase);
        for (var at = 0; at < text.Length; at++)
        {
            if (text[at] != '_') continue;
            var follows = at > 0 && (IsDigit(text[at - 1]) || isHex && text[at - 1] is 'x' or 'X');
            if (!follows || at + 1 == text.Length || !IsDigit(text[at + 1])) return null;
        }
        return text.Replace("_", "", StringComparison.Ordinal);

        bool IsDigit(char c) => isHex ? char.IsAsciiHexDigit(c) : char.IsAsciiDigit(c);
    }

    private static double? HexFloat(string text)
    {
        var parts = text.Split(['p', 'P']);
        if (parts.Length != 2 || !int.TryParse(parts[1], NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var exponent)) return null;
        var point = parts[0].IndexOf('.');
        var digits = point < 0 ? parts[0] : parts[0].Remove(point, 1);
        if (digits.Length == 0 || !digits.All(char.IsAsciiHexDigit)) return null;
        var value = digits.Aggregate(0.0, (sum, digit) => sum * 16 + Convert.ToInt32(digit.ToString(), 16));
        return value * Math.Pow(2, exponent - (point < 0 ? 0 : 4 * (digits.Length - point)));
    }

    private static string Write(double number, int smallest, int exponentDigits, int largest)
    {
        if (double.IsNaN(number)) return "NaN";
        if (double.IsInfinity(number)) return number > 0 ? "+Inf" : "-Inf";
        var sign = double.IsNegative(number) ? "-" : "";
        if (number == 0) return sign + "0";
        var (digits, exponent) = Digits(Math.Abs(number));
        return sign + (exponent < smallest || exponent >= largest ? Scientific(digits, exponent, exponentDigits) : Decimal(digits, exponent));
    }

    /// <summary>The significant digits, and the power of ten of the first: <c>0.0012</c> is ("12", -3), <c>120</c> is ("12", 2).</summary>
    private static (string Digits, int Exponent) Digits(double number)
    {
        var shortest = number.ToString("R", CultureInfo.InvariantCulture).Split('E');
        var exponent = shortest.Length > 1 ? int.Parse(shortest[1], CultureInfo.InvariantCulture) : 0;
        var parts = shortest[0].Split('.');
        var all = string.Concat(parts);
        var significant = all.TrimStart('0');
        return (significant.TrimEnd('0'), parts[0].Length - (all.Length - significant.Length) + exponent - 1);
    }

    private static string Scientific(string digits, int exponent, int exponentDigits)
    {
        var power = Math.Abs(exponent).ToString(CultureInfo.InvariantCulture).PadLeft(exponentDigits, '0');
        return $"{digits[0]}{(digits.Length > 1 ? "." + digits[1..] : "")}e{(exponent < 0 ? '-' : '+')}{power}";
    }

    private static string Decimal(string digits, int exponent)
    {
        if (exponent < 0) return "0." + new string('0', -exponent - 1) + digits;
        if (digits.Length <= exponent + 1) return digits + new string('0', exponent + 1 - digits.Length);
        return new StringBuilder(digits).Insert(exponent + 1, '.').ToString();
    }
}
