using Runbooks.Engine.Expressions.Checking;
using Runbooks.Engine.Expressions.Compilation;
using Runbooks.Engine.Expressions.Values;
using static Runbooks.Engine.Expressions.Functions.Builtins;
using Kinds = Runbooks.Engine.Expressions.Checking.StaticKinds;

namespace Runbooks.Engine.Expressions.Functions;

/// <summary>Maps. Go gives their entries in any order; here they come by their keys, so that the same expression always gives the same value.</summary>
internal static class MapFunctions
{
    public static IEnumerable<Builtin> All { get; } =
    [
        Make("keys", Takes(Kinds.Map), StaticType.AnyList, (evaluation, args) => evaluation.Made(Entries(args[0], "get keys from").Select(entry => entry.Key).ToArray())) with { Complaint = "cannot get keys from {0}" },
        Make("values", Takes(Kinds.Map), StaticType.AnyList, (evaluation, args) => evaluation.Made(Entries(args[0], "get values from").Select(entry => entry.Value).ToArray())) with { Complaint = "cannot get values from {0}" },
        Make("toPairs", Takes(Kinds.Map), StaticType.AnyList, ToPairs) with { Complaint = "cannot transform {0} to pairs" },
        Make("fromPairs", Takes(Kinds.Array), StaticType.AnyMap, FromPairs) with { Complaint = "cannot transform {0} from pairs" },
    ];

    private static IEnumerable<KeyValuePair<object?, object?>> Entries(object? value, string verb) => value switch
    {
        IReadOnlyDictionary<string, object?> map => map.OrderBy(entry => entry.Key, GoOrder.OfTexts).Select(entry => KeyValuePair.Create((object?)entry.Key, entry.Value)),
        AnyMap map => map.Entries,
        _ => throw new EvaluationException($"cannot {verb} {GoType.ReflectKind(value)}"),
    };

    private static object?[] ToPairs(Evaluation evaluation, object?[] args)
    {
        if (args[0] is not (IReadOnlyDictionary<string, object?> or AnyMap)) throw new EvaluationException($"cannot transform {GoType.ReflectKind(args[0])} to pairs");
        return evaluation.Made(Entries(args[0], "").Select(object? (entry) => new[] { entry.Key, entry.Value }).ToArray());
    }

    private static AnyMap FromPairs(Evaluation evaluation, object?[] args)
    {
        var list = args[0] as object?[] ?? throw new EvaluationException($"cannot transform {GoFormat.Text(args[0])} from pairs");
        evaluation.Grow(list.Length);
        var map = AnyMap.Pairs();
        foreach (var item in list)
        {
            if (item is not object?[] pair) throw new EvaluationException($"invalid pair {GoFormat.Text(item)}");
            if (pair.Length != 2) throw new EvaluationException($"invalid pair length {GoFormat.Text(pair)}");
            map[pair[0]] = pair[1];
        }
        return map;
    }
}
