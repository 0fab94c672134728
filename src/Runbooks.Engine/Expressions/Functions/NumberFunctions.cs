using Runbooks.Engine.Expressions.Checking;
using Runbooks.Engine.Expressions.Compilation;
using Runbooks.Engine.Expressions.Times;
using Runbooks.Engine.Expressions.Values;
using static Runbooks.Engine.Expressions.Functions.Builtins;
using Kinds = Runbooks.Engine.Expressions.Checking.StaticKinds;

namespace Runbooks.Engine.Expressions.Functions;

/// <summary>Numbers, and conversions to them.</summary>
internal static class NumberFunctions
{
    public static IEnumerable<Builtin> All { get; } =
    [
        Make("abs", Takes(Kinds.Number), StaticType.Int, args => Abs(args[0])) with { KeepsType = true, Complaint = "invalid argument for abs (type {0})" },
        Make("ceil", Takes(Kinds.Number), StaticType.Float, args => Math.Ceiling(Rounding("ceil", args[0]))) with { Complaint = "invalid argument for ceil (type {0})" },
        Make("floor", Takes(Kinds.Number), StaticType.Float, args => Math.Floor(Rounding("floor", args[0]))) with { Complaint = "invalid argument for floor (type {0})" },
        Make("round", Takes(Kinds.Number), StaticType.Float, args => Math.Round(Rounding("round", args[0]), MidpointRounding.AwayFromZero)) with { Complaint = "invalid argument for round (type {0})" },
        Make("int", Takes(Kinds.Number | Kinds.String | Kinds.Named | Kinds.Duration), StaticType.Int, args => ToInt(args[0])) with { Complaint = "invalid argument for int (type {0})" },
        Make("float", Takes(Kinds.Number | Kinds.String), StaticType.Float, args => ToFloat(args[0])) with { Complaint = "invalid argument for float (type {0})" },
        Aggregate("max", (evaluation, args) => Extreme(evaluation, "max", args, GoOrder.Less)),
        Aggregate("min", (evaluation, args) => Extreme(evaluation, "min", args, GoOrder.More)),
        Aggregate("mean", (evaluation, args) => Mean(Numbers(evaluation, "mean", args))),
        Aggregate("median", (evaluation, args) => Median(Numbers(evaluation, "median", args))),
    ];

    /// <summary>It takes numbers, durations, months and weekdays, and lists of them.</summary>
    private static Builtin Aggregate(string name, Func<Evaluation, object?[], object?> call) =>
        Make(name, Takes(Kinds.Number | Kinds.Duration | Kinds.Named | Kinds.Array), StaticType.Unknown, call) with
        {
            IsVariadic = true,
            Complaint = $"invalid argument for {name} (type {{0}})",
        };

    public static object ToInt(object? value) => value switch
    {
        long or double => GoArithmetic.ToInt(value),
        string text when GoNumber.TryParseInt(text, out var number) => number,
        string text => throw new EvaluationException($"invalid operation: int({text})"),
        NamedNumber named => named.Value,
        GoDuration duration => duration.Nanoseconds,
        _ => throw new EvaluationException($"invalid operation: int({GoType.Name(value)})"),
    };

    public static object ToFloat(object? value) => value switch
    {
        long or double => GoArithmetic.ToFloat(value),
        string text => GoNumber.ParseFloat(text) ?? throw new EvaluationException($"invalid operation: float({text})"),
        _ => throw new EvaluationException($"invalid operation: float({GoType.Name(value)})"),
    };

    private static object Abs(object? value) => value switch
    {
        long number and < 0 => unchecked(-number),
        double number and < 0 => -number,
        long or double => value,
        _ => throw new EvaluationException($"invalid argument for abs (type {GoType.Name(value)})"),
    };

    private static double Rounding(string name, object? value) =>
        value is long or double ? GoArithmetic.ToFloat(value) : throw new EvaluationException($"invalid argument for {name} (type {GoType.Name(value)})");

    /// <summary>Lists are looked into, however deep. The first of equals is taken, with its type.</summary>
    private static object? Extreme(Evaluation evaluation, string name, object?[] args, Func<object?, object?, bool> isBetter)
    {
        if (args is [not (long or double or object?[] or byte[])]) return args[0];
        object? best = null;
        foreach (var number in args.SelectMany(arg => arg is GoDuration or NamedNumber ? [arg] : Flat(evaluation, name, [arg], 0)))
            if (best is null || isBetter(best, number)) best = number;
        return best;
    }

    private static double[] Numbers(Evaluation evaluation, string name, object?[] args) =>
        [.. Flat(evaluation, name, args, 0, takesNamed: true).Select(number => number is long or double
            ? GoArithmetic.ToFloat(number)
            : GoArithmetic.ToFloat(ToInt(number)))];

    /// <param name="takesNamed">Durations, months and weekdays too.</param>
    private static IEnumerable<object> Flat(Evaluation evaluation, string name, object?[] items, int depth, bool takesNamed = false)
    {
        foreach (var item in items)
        {
            evaluation.Step();
            if (item is long or double || takesNamed && item is GoDuration or NamedNumber) yield return item;
            else if (item is object?[] list)
                foreach (var inner in Flat(evaluation, name, list, GoEquality.Deeper(depth), takesNamed)) yield return inner;
            else throw new EvaluationException($"invalid argument for {name} (type {GoType.Name(item)})");
        }
    }

    private static double Mean(double[] numbers) => numbers.Length == 0 ? 0.0 : numbers.Sum() / numbers.Length;

    private static double Median(double[] numbers)
    {
        if (numbers.Length == 0) return 0.0;
        Array.Sort(numbers);
        var half = numbers.Length / 2;
        return numbers.Length % 2 == 1 ? numbers[half] : (numbers[half - 1] + numbers[half]) / 2;
    }
}
