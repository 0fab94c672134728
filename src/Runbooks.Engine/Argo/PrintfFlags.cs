using System.Globalization;
using System.Numerics;

namespace Runbooks.Engine.Argo;

/// <summary>What stands between the <c>%</c> and the letter of one verb of <see cref="GoPrintf"/>.</summary>
internal readonly record struct PrintfFlags(bool IsLeft, bool HasPlus, bool IsAlternate, bool HasSpace, bool HasZeros, int? Width, int? Precision)
{
    public string Integer(BigInteger number, int radix, string prefix)
    {
        var isNegative = number.Sign < 0;
        if (Precision == 0 && number.IsZero) return Pad("");
        var sign = isNegative ? "-" : HasPlus ? "+" : HasSpace ? " " : "";
        var least = Precision ?? (HasZeros && !IsLeft && Width is { } width ? width - sign.Length : 0);
        var digits = Digits(BigInteger.Abs(number), radix).PadLeft(Math.Max(0, least), '0');
        // An octal number that begins with a zero already needs no other.
        var shown = IsAlternate && !(prefix == "0" && digits[0] == '0') ? prefix : "";
        return Pad(sign + shown + digits);
    }

    public string Pad(string text) => Width is not { } width ? text : IsLeft ? text.PadRight(width) : text.PadLeft(width);

    private static string Digits(BigInteger number, int radix) => radix switch
    {
        10 => number.ToString(CultureInfo.InvariantCulture),
        16 => number.ToString("x", CultureInfo.InvariantCulture).TrimStart('0') is { Length: > 0 } digits ? digits : "0",
        _ => Convert.ToString((long)number, radix),
    };
}
