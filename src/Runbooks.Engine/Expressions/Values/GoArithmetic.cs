using Runbooks.Engine.Expressions.Times;

namespace Runbooks.Engine.Expressions.Values;

/// <summary>Arithmetic as Go has it: integers of 64 bits that wrap, division and powers always in floating point.</summary>
internal static class GoArithmetic
{
    public static object Add(object? a, object? b) => (a, b) switch
    {
        (long x, long y) => unchecked(x + y),
        (long x, double y) => x + y,
        (double x, long y) => x + y,
        (double x, double y) => x + y,
        (string x, string y) => x + y,
        (GoTime x, GoDuration y) => x.Add(y),
        (GoDuration x, GoTime y) => y.Add(x),
        (GoDuration x, GoDuration y) => new GoDuration(unchecked(x.Nanoseconds + y.Nanoseconds)),
        _ => throw Invalid(a, "+", b),
    };

    public static object Subtract(object? a, object? b) => (a, b) switch
    {
        (long x, long y) => unchecked(x - y),
        (long x, double y) => x - y,
        (double x, long y) => x - y,
        (double x, double y) => x - y,
        (GoTime x, GoTime y) => x.Since(y),
        (GoTime x, GoDuration y) => x.Add(new GoDuration(unchecked(-y.Nanoseconds))),
        (GoDuration x, GoDuration y) => new GoDuration(unchecked(x.Nanoseconds - y.Nanoseconds)),
        _ => throw Invalid(a, "-", b),
    };

    public static object Multiply(object? a, object? b) => (a, b) switch
    {
        (long x, long y) => unchecked(x * y),
        (long x, double y) => x * y,
        (double x, long y) => x * y,
        (double x, double y) => x * y,
        (GoDuration x, long y) => new GoDuration(unchecked(x.Nanoseconds * y)),
        (long x, GoDuration y) => new GoDuration(unchecked(x * y.Nanoseconds)),
        (GoDuration x, double y) => x.Nanoseconds * y,
        (double x, GoDuration y) => x * y.Nanoseconds,
        (GoDuration x, GoDuration y) => new GoDuration(unchecked(x.Nanoseconds * y.Nanoseconds)),
        _ => throw Invalid(a, "*", b),
    };

    public static object Divide(object? a, object? b) =>
        a is long or double && b is long or double ? ToFloat(a) / ToFloat(b) : throw Invalid(a, "/", b);

    public static object Modulo(object? a, object? b)
    {
        if (a is not long x || b is not long y) throw Invalid(a, "%", b);
        if (y == 0) throw new EvaluationException("runtime error: integer divide by zero");
        return y == -1 ? 0L : x % y;
    }

    public static object Power(object? a, object? b) => GoPower.Of(ToFloat(a), ToFloat(b));

    public static object Negate(object? value) => value switch
    {
        long number => (object)unchecked(-number),
        double number => -number,
        _ => throw new EvaluationException($"invalid operation: - {GoType.Name(value)}"),
    };

    public static long ToInt(object? value) => value switch
    {
        long number => number,
        double number => Truncate(number),
        _ => throw new EvaluationException($"invalid operation: int({GoType.Name(value)})"),
    };

    public static double ToFloat(object? value) => value switch
    {
        long number => number,
        double number => number,
        _ => throw new EvaluationException($"invalid operation: float({GoType.Name(value)})"),
    };

    /// <summary>What the processors that Go runs on make of a number that doesn't fit: the smallest integer.</summary>
    public static long Truncate(double number) =>
        number is >= -9223372036854775808.0 and < 9223372036854775808.0 ? (long)number : long.MinValue;

    private static EvaluationException Invalid(object? a, string sign, object? b) =>
        new($"invalid operation: {GoType.Name(a)} {sign} {GoType.Name(b)}");
}
