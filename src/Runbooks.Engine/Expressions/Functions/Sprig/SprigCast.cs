using System.Globalization;
using Runbooks.Engine.Expressions.Times;
using Runbooks.Engine.Expressions.Values;

namespace Runbooks.Engine.Expressions.Functions.Sprig;

/// <summary>How sprig makes one thing of another, without ever failing.</summary>
internal static class SprigCast
{
    /// <summary>0 for what is no integer; texts may be octal (010), hexadecimal (0x1f) or binary.</summary>
    public static long ToInt(object? value) => value switch
    {
        long or double => GoArithmetic.ToInt(value),
        bool flag => flag ? 1 : 0,
        string text => FromText(WithoutDecimals(text)),
        NamedNumber named => named.Value,
        GoDuration duration => duration.Nanoseconds,
        _ => 0,
    };

    public static double ToFloat(object? value) => value switch
    {
        long or double => GoArithmetic.ToFloat(value),
        bool flag => flag ? 1 : 0,
        string text => GoNumber.ParseFloat(text) ?? 0,
        NamedNumber named => named.Value,
        GoDuration duration => duration.Nanoseconds,
        _ => 0,
    };

    public static string ToText(object? value) => value is byte[] bytes ? GoText.FromBytes(bytes) : GoFormat.Text(value);

    /// <summary>The texts of a list's items without nil; of anything else its own.</summary>
    public static string[] ToTexts(object? value) => value switch
    {
        null => [],
        object?[] list => [.. list.Where(item => item is not null).Select(ToText)],
        _ => [ToText(value)],
    };

    public static bool IsEmpty(object? value) => value switch
    {
        null or false or 0L or 0.0 or "" => true,
        object?[] list => list.Length == 0,
        byte[] bytes => bytes.Length == 0,
        IReadOnlyDictionary<string, object?> map => map.Count == 0,
        AnyMap map => map.Count == 0,
        GoDuration duration => duration.Nanoseconds == 0,
        _ => false,
    };

    /// <exception cref="EvaluationException">It is no list.</exception>
    public static object?[] List(object? value, string what) => value switch
    {
        object?[] list => list,
        null => throw new EvaluationException("runtime error: invalid memory address or nil pointer dereference"),
        _ => throw new EvaluationException($"{what} {GoType.ReflectKind(value)}"),
    };

    /// <summary>5 of 5.5 and 0 of -.5; anything but a decimal as it is.</summary>
    private static string WithoutDecimals(string text)
    {
        var point = text.IndexOf('.');
        if (point < 0 || text.AsSpan(point + 1).ContainsAnyExceptInRange('0', '9')) return text;
        var whole = text[..point];
        if (whole is "" or "+" or "-") return "0";
        return whole.AsSpan(whole[0] is '+' or '-' ? 1 : 0).ContainsAnyExceptInRange('0', '9') ? text : whole;
    }

    private static long FromText(string text)
    {
        var negative = text.StartsWith('-');
        var digits = negative || text.StartsWith('+') ? text[1..] : text;
        var (radix, start) = digits.ToLowerInvariant() switch
        {
            ['0', 'x', ..] => (16, 2),
            ['0', 'b', ..] => (2, 2),
            ['0', 'o', ..] => (8, 2),
            ['0', _, ..] => (8, 1),
            _ => (10, 0),
        };
        digits = digits[start..];
        // An underscore stands between two digits, or after what says the base.
        if (digits.Contains("__", StringComparison.Ordinal) || digits.EndsWith('_') || start == 0 && digits.StartsWith('_')) return 0;
        if (Parse(digits.Replace("_", "", StringComparison.Ordinal), radix) is not { } size) return 0;
        if (negative) size = -size;
        return size >= long.MinValue && size <= long.MaxValue ? (long)size : 0;
    }

    private static Int128? Parse(string digits, int radix)
    {
        if (digits.Length is 0 or > 64) return null;
        Int128 value = 0;
        foreach (var digit in digits)
        {
            if (!char.IsAsciiHexDigit(digit)) return null;
            var number = int.Parse([digit], NumberStyles.HexNumber, CultureInfo.InvariantCulture);
            if (number >= radix) return null;
            value = value * radix + number;
        }
        return value;
    }
}
