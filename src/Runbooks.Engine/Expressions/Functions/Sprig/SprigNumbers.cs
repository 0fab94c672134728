using Runbooks.Engine.Expressions.Compilation;
using Runbooks.Engine.Expressions.Values;
using static Runbooks.Engine.Expressions.Functions.Sprig.SprigBinding;
using static Runbooks.Engine.Expressions.Functions.Sprig.SprigCast;

namespace Runbooks.Engine.Expressions.Functions.Sprig;

internal static class SprigNumbers
{
    public static IEnumerable<GoFunction> All { get; } =
    [
        Function("atoi", (string text) => Integer(text)),
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
        Function("add1f", (object? value) => Exact(value, [1L], BigDecimal.Add)),
        Function("addf", (object?[] values) => Exact(0.0, values, BigDecimal.Add)),
        Function("subf", (object? a, object?[] values) => Exact(a, values, BigDecimal.Subtract)),
        Function("divf", (object? a, object?[] values) => Exact(a, values, BigDecimal.Divide)),
        Function("mulf", (object? a, object?[] values) => Exact(a, values, BigDecimal.Multiply)),
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

    /// <summary>Of what doesn't fit, the nearest that does; 0 of what is no integer.</summary>
    public static long Integer(string text)
    {
        if (GoNumber.TryParseInt(text, out var number)) return number;
        var digits = text.AsSpan(text.StartsWith('-') || text.StartsWith('+') ? 1 : 0);
        if (digits.IsEmpty || digits.ContainsAnyExceptInRange('0', '9')) return 0;
        return text[0] == '-' ? long.MinValue : long.MaxValue;
    }

    private static long Octal(string text)
    {
        var isNegative = text.StartsWith('-');
        var digits = (isNegative || text.StartsWith('+') ? text[1..] : text).TrimStart('0');
        if (digits.Length > 22 || digits.Any(c => c is < '0' or > '7')) return 0;
        var value = digits.Aggregate((Int128)0, (sum, digit) => sum * 8 + digit - '0');
        if (isNegative) value = -value;
        return value >= long.MinValue && value <= long.MaxValue ? (long)value : 0;
    }

    private static long Divide(long a, long b) => b switch
    {
        0 => throw new EvaluationException("runtime error: integer divide by zero"),
        -1 => unchecked(-a),
        _ => a / b,
    };

    private static long RandomInt(Evaluation evaluation, long least, long most) =>
        most > least ? least + evaluation.Random.Below(most - least) : throw new EvaluationException("invalid argument to Intn");

    /// <summary>In decimals, so that 0.1 + 0.2 is 0.3.</summary>
    private static double Exact(object? first, object?[] rest, Func<BigDecimal, BigDecimal, BigDecimal> combine) =>
        rest.Aggregate(BigDecimal.From(ToFloat(first)), (result, value) => combine(result, BigDecimal.From(ToFloat(value)))).ToDouble();

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
