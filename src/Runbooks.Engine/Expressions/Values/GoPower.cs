namespace Runbooks.Engine.Expressions.Values;

/// <summary>Go's math.Pow: by repeated squaring, so that the last digits are Go's and not those of the C library.</summary>
internal static class GoPower
{
    public static double Of(double x, double y)
    {
        // For what is no ordinary power, Go and .NET agree.
        if (y == 0 || x is 0 or 1 || y == 1 || !double.IsFinite(x) || !double.IsFinite(y)) return Math.Pow(x, y);
        if (Math.Abs(y) == 0.5 && x > 0) return y > 0 ? Math.Sqrt(x) : 1 / Math.Sqrt(x);
        var whole = Math.Truncate(Math.Abs(y));
        var part = Math.Abs(y) - whole;
        if (part != 0 && x < 0) return double.NaN;
        return whole >= 9223372036854775808.0 ? Math.Pow(x, y) : Power(x, (long)whole, part, isNegative: y < 0);
    }

    /// <summary>Powers of two are counted apart, so that nothing overflows on the way.</summary>
    private static double Power(double x, long whole, double part, bool isNegative)
    {
        var (result, exponent) = (1.0, 0);
        if (part > 0.5) (part, whole) = (part - 1, whole + 1);
        if (part != 0) result = GoExponential.Exp(part * GoExponential.Log(x));
        var (square, step) = Split(x);
        for (var rest = whole; rest != 0; rest >>= 1)
        {
            if (Math.Abs(step) > 1 << 12)
            {
                exponent += step;
                break;
            }
            if ((rest & 1) == 1) (result, exponent) = (result * square, exponent + step);
            (square, step) = (square * square, step << 1);
            if (square < 0.5) (square, step) = (square + square, step - 1);
        }
        return isNegative ? Math.ScaleB(1 / result, -exponent) : Math.ScaleB(result, exponent);
    }

    /// <summary>A number from 0.5 to below 1, and the power of two that it is multiplied with.</summary>
    private static (double Number, int Exponent) Split(double x)
    {
        var exponent = Math.ILogB(x) + 1;
        return (Math.ScaleB(x, -exponent), exponent);
    }
}
