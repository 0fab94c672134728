using System.Globalization;
using System.Numerics;

namespace Runbooks.Engine.Expressions.Values;

/// <summary>A decimal number of any size, as the library that sprig calculates with has it.</summary>
internal readonly record struct BigDecimal(BigInteger Digits, int Exponent)
{
    /// <summary>Quotients have that many decimals.</summary>
    private const int Decimals = 16;

    /// <summary>Numbers grow with each multiplication; nobody means so many digits.</summary>
    private const int Longest = 20_000;

    /// <summary>The shortest decimal that reads back as the number.</summary>
    /// <exception cref="EvaluationException">It is infinite or none.</exception>
    public static BigDecimal From(double number)
    {
        if (!double.IsFinite(number)) throw new EvaluationException($"Cannot create a Decimal from {GoNumber.Text(number)}");
        var parts = number.ToString("R", CultureInfo.InvariantCulture).Split('E');
        var point = parts[0].IndexOf('.');
        var exponent = parts.Length > 1 ? int.Parse(parts[1], CultureInfo.InvariantCulture) : 0;
        var decimals = point < 0 ? 0 : parts[0].Length - point - 1;
        var digits = parts[0].Replace(".", "", StringComparison.Ordinal);
        return new BigDecimal(BigInteger.Parse(digits, CultureInfo.InvariantCulture), exponent - decimals);
    }

    public static BigDecimal Add(BigDecimal a, BigDecimal b)
    {
        var exponent = Math.Min(a.Exponent, b.Exponent);
        return Limited(new BigDecimal(a.At(exponent) + b.At(exponent), exponent));
    }

    public static BigDecimal Subtract(BigDecimal a, BigDecimal b) => Add(a, b with { Digits = -b.Digits });

    public static BigDecimal Multiply(BigDecimal a, BigDecimal b) => Limited(new BigDecimal(a.Digits * b.Digits, a.Exponent + b.Exponent));

    /// <summary>Rounded half away from zero.</summary>
    /// <exception cref="EvaluationException">It is divided by zero.</exception>
    public static BigDecimal Divide(BigDecimal a, BigDecimal b)
    {
        if (b.Digits.IsZero) throw new EvaluationException("decimal division by 0");
        var shift = a.Exponent - b.Exponent + Decimals;
        var (dividend, divisor) = (a.Digits * BigInteger.Pow(10, Math.Max(shift, 0)), b.Digits * BigInteger.Pow(10, Math.Max(-shift, 0)));
        var quotient = BigInteger.DivRem(dividend, divisor, out var rest);
        if (BigInteger.Abs(rest) * 2 >= BigInteger.Abs(divisor)) quotient += dividend.Sign * divisor.Sign;
        return Limited(new BigDecimal(quotient, -Decimals));
    }

    public double ToDouble() => double.Parse($"{Digits}E{Exponent}", CultureInfo.InvariantCulture);

    private BigInteger At(int exponent) => Digits * BigInteger.Pow(10, Exponent - exponent);

    private static BigDecimal Limited(BigDecimal number) =>
        number.Digits.GetBitLength() <= Longest && Math.Abs(number.Exponent) <= Longest
            ? number
            : throw new EvaluationException("the numbers are too large for sprig's decimal arithmetic");
}
