using Runbooks.Engine.Expressions.Checking;
using Runbooks.Engine.Expressions.Compilation;
using Runbooks.Engine.Expressions.Values;
using static Runbooks.Engine.Expressions.Functions.Builtins;
using Kinds = Runbooks.Engine.Expressions.Checking.StaticKinds;

namespace Runbooks.Engine.Expressions.Functions;

/// <summary>Lists, and what lists, maps and texts share.</summary>
internal static class ListFunctions
{
    public static IEnumerable<Builtin> All { get; } =
    [
        Make("len", Takes(Kinds.Array | Kinds.Map | Kinds.String | Kinds.Bytes), StaticType.Int, args => Length(args[0])) with { Complaint = "invalid argument for len (type {0})" },
        Make("type", Takes(Kinds.Any), StaticType.String, args => GoType.Kind(args[0])),
        Make("first", Takes(Kinds.Array | Kinds.Bytes), StaticType.Unknown, args => At(args[0], 0)) with { GivesItem = true, Complaint = "cannot get first element from {0}" },
        Make("last", Takes(Kinds.Array | Kinds.Bytes), StaticType.Unknown, args => At(args[0], -1)) with { GivesItem = true, Complaint = "cannot get last element from {0}" },
        Make("get", Takes(Kinds.Array | Kinds.Map | Kinds.Bytes, Kinds.Any), StaticType.Unknown, args => Members.Get(args[0], args[1])) with { Complaint = "type {0} does not support indexing" },
        Make("take", Takes(Kinds.Array, Kinds.Int), StaticType.AnyList, Take) with { Complaint = "cannot take from {0}" },
        Make("reverse", Takes(Kinds.Array), StaticType.AnyList, (evaluation, args) => evaluation.Made(List(args[0], "reverse").Reverse().ToArray())) with { Complaint = "cannot reverse {0}" },
        Make("uniq", Takes(Kinds.Array), StaticType.AnyList, (evaluation, args) => Unique(evaluation, List(args[0], "uniq"))) with { Complaint = "cannot uniq {0}" },
        Make("concat", Takes(Kinds.Array), StaticType.AnyList, Concat) with { IsVariadic = true, Complaint = "cannot concat {0}" },
        Make("flatten", Takes(Kinds.Array), StaticType.AnyList, (evaluation, args) => Flatten(evaluation, List(args[0], "flatten"))) with { Complaint = "cannot flatten {0}" },
        Make("sort", Takes(Kinds.Array, Kinds.String).Or(Kinds.Array), StaticType.AnyList, Sort),
    ];

    public static object?[] Unique(Evaluation evaluation, object?[] list)
    {
        var kept = new List<object?>();
        foreach (var item in list)
        {
            evaluation.Step(kept.Count + 1);
            if (!kept.Exists(each => GoEquality.Equal(item, each))) kept.Add(item);
        }
        return evaluation.Made(kept.ToArray());
    }

    private static object Length(object? value) => value is string text ? GoText.Characters(text) : Members.Length(value);

    private static object? At(object? value, long index) => value is object?[] or byte[] or string ? Members.Get(value, index) : null;

    private static object?[] Concat(Evaluation evaluation, object?[] args)
    {
        var joined = args.SelectMany(arg => List(arg, "concat")).ToArray();
        return joined.Length == 0 ? NilList.Value : evaluation.Made(joined);
    }

    private static object?[] List(object? value, string verb) =>
        value as object?[] ?? throw new EvaluationException($"cannot {verb} {GoType.ReflectKind(value)}");

    private static object?[] Take(Evaluation evaluation, object?[] args)
    {
        var list = args[0] as object?[] ?? throw new EvaluationException($"cannot take from {GoType.ReflectKind(args[0])}");
        var count = args[1] as long? ?? throw new EvaluationException($"cannot take {GoType.ReflectKind(args[1])} elements");
        if (count < 0) throw new EvaluationException("reflect.Value.Slice: slice index out of bounds");
        return evaluation.Made(list[..(int)Math.Min(count, list.Length)]);
    }

    private static object?[] Flatten(Evaluation evaluation, object?[] list)
    {
        var flat = new List<object?>();
        Add(list, 0);
        return evaluation.Made(flat.ToArray());

        void Add(object?[] items, int depth)
        {
            foreach (var item in items)
            {
                evaluation.Step();
                if (item is object?[] inner) Add(inner, GoEquality.Deeper(depth));
                else flat.Add(item);
            }
        }
    }

    private static object?[] Sort(Evaluation evaluation, object?[] args)
    {
        var list = args[0] as object?[] ?? [];
        var descending = (args.Length > 1 ? args[1] : "asc") switch
        {
            "asc" => false,
            "desc" => true,
            string order => throw new EvaluationException($"invalid order {order}, expected asc or desc"),
            var other => throw new EvaluationException($"sort order argument must be a string (got {GoType.Name(other)})"),
        };
        return Sorting.By(evaluation, list, list, descending);
    }
}
