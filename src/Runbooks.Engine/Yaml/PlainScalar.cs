using System.Globalization;
using System.Text.RegularExpressions;
using Runbooks.Engine.Argo;

namespace Runbooks.Engine.Yaml;

/// <summary>
/// What an unquoted scalar means. YAML 1.1 as Kubernetes' own tools read it (sigs.k8s.io/yaml): <c>yes</c>, <c>on</c> and <c>y</c>
/// are booleans, <c>0777</c> is octal, underscores group digits; dates and <c>1:30</c> stay text.
/// </summary>
internal static partial class PlainScalar
{
    /// <summary>A string, bool, long, ulong, double (infinite and not-a-number included) or null.</summary>
    public static object? Resolve(string text)
    {
        if (Words.TryGetValue(text, out var word)) return word;
        if (text[0] is not ((>= '0' and <= '9') or '+' or '-' or '.')) return text;
        if (text[0] == '.') return Float().IsMatch(text) && Finite(text) is { } fraction ? fraction : text;
        var plain = text.Replace("_", "", StringComparison.Ordinal);
        if (Integer(plain) is { } whole) return whole <= long.MaxValue ? (object)(long)whole : (ulong)whole;
        return Float().IsMatch(plain) && Finite(plain) is { } number ? number : text;
    }

    /// <summary>All digits of a decimal number, as JSON has them, if a double can't hold them; else null.</summary>
    public static string? Digits(string text, double number)
    {
        var exact = DecimalDigits.Parse(text.Replace("_", "", StringComparison.Ordinal));
        return exact == DecimalDigits.Parse(number.ToString("R", CultureInfo.InvariantCulture)) ? null : exact.ToString();
    }

    private static Int128? Integer(string text)
    {
        var sign = text.Length > 0 && text[0] is '+' or '-' ? 1 : 0;
        if (Magnitude(text.AsSpan(sign)) is not { } magnitude) return null;
        var number = sign == 1 && text[0] == '-' ? -(Int128)magnitude : magnitude;
        return number >= long.MinValue ? number : null;
    }

    private static ulong? Magnitude(ReadOnlySpan<char> digits) => digits switch
    {
        ['0', 'x' or 'X', .. var hex] => Parse(hex, 16),
        ['0', 'o' or 'O', .. var octal] => Parse(octal, 8),
        ['0', 'b' or 'B', .. var binary] => Parse(binary, 2),
        ['0', _, ..] => Parse(digits[1..], 8),
        _ => Parse(digits, 10),
    };

    private static ulong? Parse(ReadOnlySpan<char> digits, ulong radix)
    {
        if (digits.IsEmpty) return null;
        UInt128 value = 0;
        foreach (var digit in digits)
        {
            if (!char.IsAsciiHexDigit(digit)) return null;
            var worth = (ulong)(digit <= '9' ? digit - '0' : (digit | 0x20) - 'a' + 10);
            value = value * radix + worth;
            if (worth >= radix || value > ulong.MaxValue) return null;
        }
        return (ulong)value;
    }

    /// <summary>Null for a number too large for a double: such text stays text.</summary>
    private static double? Finite(string text)
    {
        var number = double.Parse(text, NumberStyles.Float, CultureInfo.InvariantCulture);
        return double.IsFinite(number) ? number : null;
    }

    [GeneratedRegex(@"^[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?\z")]
    private static partial Regex Float();

    private static readonly Dictionary<string, object?> Words = new(StringComparer.Ordinal);

    static PlainScalar()
    {
        Add(true, "y", "Y", "yes", "Yes", "YES", "true", "True", "TRUE", "on", "On", "ON");
        Add(false, "n", "N", "no", "No", "NO", "false", "False", "FALSE", "off", "Off", "OFF");
        Add(null, "", "~", "null", "Null", "NULL");
        Add(double.NaN, ".nan", ".NaN", ".NAN");
        Add(double.PositiveInfinity, ".inf", ".Inf", ".INF", "+.inf", "+.Inf", "+.INF");
        Add(double.NegativeInfinity, "-.inf", "-.Inf", "-.INF");
    }

    private static void Add(object? value, params ReadOnlySpan<string> words)
    {
        foreach (var word in words) Words[word] = value;
    }
}
