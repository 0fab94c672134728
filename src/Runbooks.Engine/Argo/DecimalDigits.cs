using System.Globalization;

namespace Runbooks.Engine.Argo;

/// <summary>A decimal number by its significant digits: <c>120</c> and <c>1.2e2</c> are ("12", 1), <c>0.0012</c> is ("12", -4).</summary>
/// <param name="Exponent">The power of ten of the last digit.</param>
internal readonly record struct DecimalDigits(bool IsNegative, string Digits, int Exponent)
{
    /// <summary>Longer ones are written with an exponent.</summary>
    private const int MostZeros = 400;

    /// <param name="text">Digits, with a sign, a point and an exponent if need be.</param>
    public static DecimalDigits Parse(ReadOnlySpan<char> text)
    {
        var isNegative = text is ['-', ..];
        var mark = text.IndexOfAny('e', 'E');
        // An exponent out of all range is one that no double has, either.
        var exponent = mark < 0 ? 0 : int.TryParse(text[(mark + 1)..], NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var power) ? power : int.MinValue / 2;
        var number = (mark < 0 ? text : text[..mark]).TrimStart("+-".AsSpan());
        var point = number.IndexOf('.');
        var digits = point < 0 ? number.ToString() : string.Concat(number[..point], number[(point + 1)..]);
        var significant = digits.TrimEnd('0').TrimStart('0');
        if (significant.Length == 0) return new DecimalDigits(false, "0", 0);
        var fraction = point < 0 ? 0 : number.Length - point - 1;
        return new DecimalDigits(isNegative, significant, exponent - fraction + digits.Length - digits.TrimEnd('0').Length);
    }

    /// <summary>The number as a float64 has it, printed in some way; or all its digits, if those are more than a float64 can hold.</summary>
    /// <param name="text">The number in decimal.</param>
    public static string Print(string text, Func<double, string> print)
    {
        if (!text.AsSpan().ContainsAny(".eE")) return text;
        if (!double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) || !double.IsFinite(number)) return text;
        var printed = print(number);
        return Parse(text) is var exact && exact == Parse(printed) ? printed : exact.ToString();
    }

    /// <summary>In plain decimals, as JSON can have it.</summary>
    public override string ToString()
    {
        var point = Digits.Length + Exponent;
        var number = Exponent > MostZeros || point < -MostZeros ? $"{Digits}e{Exponent}"
            : Exponent >= 0 ? Digits + new string('0', Exponent)
            : point > 0 ? $"{Digits[..point]}.{Digits[point..]}"
            : $"0.{new string('0', -point)}{Digits}";
        return IsNegative ? "-" + number : number;
    }
}
