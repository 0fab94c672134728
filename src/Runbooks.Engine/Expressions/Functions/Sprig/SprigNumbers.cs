using System.Globalization;
using Runbooks.Engine.Expressions.Compilation;
using Runbooks.Engine.Expressions.Values;
using static Runbooks.Engine.Expressions.Functions.Sprig.SprigBinding;
using static Runbooks.Engine.Expressions.Functions.Sprig.SprigCast;

namespace Runbooks.Engine.Expressions.Functions.Sprig;

internal static class SprigNumbers
{
    public static IEnumerable<GoFunction> All { get; } =
    [
        Function("atoi", (string text) => GoNumber.TryParseInt(text, out var number) ? number : 0),
        Function("int", (object? value) => ToInt(value)),
        Function("int64", (object? value) => ToInt(value)),
        Function("float64", (object? value) => ToFloat(value)),
        Function("toDecimal", (object? value) => Octal(GoFormat.Text(value))),
        Function("add1", (object? value) => unchecked(ToInt(value) + 1)),
        Function("add", (object?[] values) => values.Aggregate(0L, (sum, value) => unchecked(sum + ToInt(value)))),
        Function("sub", (object? a, object? b) => unchecked(ToInt(a) - ToInt(b))),
        Function("div", (object? a, object? b) => Divide(ToInt(a), ToInt(b))),
        Function("mod", (object? a, object? b) => (long)GoArithmetic.Modulo(ToInt(a), ToInt(b))),
        Function("mul", (object? a, object?[] values) => values.Aggregate(ToInt(a), (product, value) => unchecked(product * ToInt(value)))),
        Function("randInt", (Evaluation evaluation, long least, long most) => RandomInt(evaluation, least, most)),
        Function("add1f", (object? value) => Exact(value, [1L], (a, b) => a + b)),
        Function("addf", (object?[] values) => Exact(0.0, values, (a, b) => a + b)),
        Function("subf", (object? a, object?[] values) => Exact(a, values, (x, y) => x - y)),
        Function("divf", (object? a, object?[] values) => Exact(a, values, (x, y) => y == 0 ? throw new EvaluationException("decimal division by 0") : Math.Round(x / y, 16))),
        Function("mulf", (object? a, object?[] values) => Exact(a, values, (x, y) => x * y)),
        Function("max", (object? a, object?[] values) => values.Select(ToInt).Append(ToInt(a)).Max()),
        Function("biggest", (object? a, object?[] values) => values.Select(ToInt).Append(ToInt(a)).Max()),
        Function("min", (object? a, object?[] values) => values.Select(ToInt).Append(ToInt(a)).Min()),
        Function("maxf", (object? a, object?[] values) => values.Select(ToFloat).Aggregate(ToFloat(a), Math.Max)),
        Function("minf", (object? a, object?[] values) => values.Select(ToFloat).Aggregate(ToFloat(a), Math.Min)),
        Function("ceil", (object? value) => Math.Ceiling(ToFloat(value))),
        Function("floor", (object? value) => Math.Floor(ToFloat(value))),
        Function("round", (object? value, long places, double[] roundOn) => Round(ToFloat(value), places, roundOn)),
        Function("until", (Evaluation evaluation, long count) => Steps(evaluation, 0, count, count < 0 ? -1 : 1)),
        Function("untilStep", (Evaluation evaluation, long start, long stop, long step) => Steps(evaluation, start, stop, step)),
        Function("seq", (Evaluation evaluation, long[] bounds) => Sequence(evaluation, bounds)),
    ];

    private static long Octal(string text)
    {
        try
        {
            return text.Length is > 0 and <= 21 && text.All(c => c is >= '0' and <= '7') ? Convert.ToInt64(text, 8) : 0;
        }
        catch (OverflowException)
        {
            return 0;
        }
    }

    private static long Divide(long a, long b) => b switch
    {
        0 => throw new EvaluationException("runtime error: integer divide by zero"),
        -1 => unchecked(-a),
        _ => a / b,
    };

    private static long RandomInt(Evaluation evaluation, long least, long most) =>
        most > least ? least + evaluation.Random.Below(most - least) : throw new EvaluationException("invalid argument to Intn");

    /// <summary>In decimals, so that 0.1 + 0.2 is 0.3; in floating point where decimals end.</summary>
    private static double Exact(object? first, object?[] rest, Func<decimal, decimal, decimal> combine)
    {
        try
        {
            var result = rest.Aggregate(ToDecimal(first), (result, value) => combine(result, ToDecimal(value)));
            // The cast from decimal to double loses the last digit.
            return double.Parse(result.ToString(CultureInfo.InvariantCulture), CultureInfo.InvariantCulture);
        }
        catch (OverflowException)
        {
            throw new EvaluationException("the numbers are too large for sprig's decimal arithmetic");
        }
    }

    private static decimal ToDecimal(object? value) => decimal.Parse(GoNumber.Text(ToFloat(value)), NumberStyles.Float, CultureInfo.InvariantCulture);

    private static double Round(double value, long places, double[] roundOn)
    {
        var power = Math.Pow(10, places);
        var digit = power * value;
        var rest = digit - Math.Truncate(digit);
        return (rest >= (roundOn is [var on, ..] ? on : 0.5) ? Math.Ceiling(digit) : Math.Floor(digit)) / power;
    }

    private static object?[] Steps(Evaluation evaluation, long start, long stop, long step)
    {
        if (step == 0 || stop < start && step > 0 || stop >= start && step < 0) return [];
        var count = ((Int128)stop - start + step - Math.Sign(step)) / step;
        if (count > 1_000_000) throw new EvaluationException("memory budget exceeded");
        evaluation.Step((long)count);
        return [.. Enumerable.Range(0, (int)count).Select(object? (index) => start + index * step)];
    }

    private static string Sequence(Evaluation evaluation, long[] bounds)
    {
        var numbers = bounds switch
        {
            [var end] when end < 1 => Steps(evaluation, 1, end - 1, -1),
            [var end] => Steps(evaluation, 1, end + 1, 1),
            [var start, var end] => Steps(evaluation, start, end < start ? end - 1 : end + 1, end < start ? -1 : 1),
            [var start, var step, var end] when end < start => step > 0 ? [] : Steps(evaluation, start, end - 1, step),
            [var start, var step, var end] => Steps(evaluation, start, end + 1, step),
            _ => [],
        };
        return string.Join(' ', numbers);
    }
}
