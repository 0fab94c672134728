using Runbooks.Engine.Expressions.Compilation;
using Runbooks.Engine.Expressions.Values;
using static Runbooks.Engine.Expressions.Functions.Sprig.SprigBinding;
using static Runbooks.Engine.Expressions.Functions.Sprig.SprigCast;

namespace Runbooks.Engine.Expressions.Functions.Sprig;

/// <summary>Lists. <c>mustX</c> is <c>x</c>: in an expression both end it with an error.</summary>
internal static class SprigLists
{
    public static IEnumerable<GoFunction> All { get; } =
    [
        Function("list", (object?[] items) => items),
        Function("tuple", (object?[] items) => items),
        .. Must("append", (object? list, object? item) => Push(list, item)),
        .. Must("push", (object? list, object? item) => Push(list, item)),
        .. Must("prepend", (object? list, object? item) => Added([item], List(list, "Cannot prepend on type"))),
        .. Must("first", (object? list) => List(list, "Cannot find first on type").FirstOrDefault()),
        .. Must("last", (object? list) => List(list, "Cannot find last on type").LastOrDefault()),
        .. Must("rest", (object? list) => Part(List(list, "Cannot find rest on type"), 1..)),
        .. Must("initial", (object? list) => Part(List(list, "Cannot find initial on type"), ..^1)),
        .. Must("reverse", (object? list) => List(list, "Cannot find reverse on type").Reverse().ToArray()),
        .. Must("compact", (object? list) => List(list, "Cannot compact on type").Where(item => !IsEmpty(item)).ToArray()),
        .. Must("uniq", (Evaluation evaluation, object? list) => Unique(evaluation, List(list, "Cannot find uniq on type"))),
        .. Must("without", (Evaluation evaluation, object? list, object?[] omit) => Without(evaluation, List(list, "Cannot find without on type"), omit)),
        .. Must("has", (object? needle, object? list) => list is not null && Contains(List(list, "Cannot find has on type"), needle)),
        .. Must("slice", (object? list, object?[] places) => Slice(List(list, "list should be type of slice or array but"), places)),
        .. Must("chunk", (long size, object? list) => Chunk(size, List(list, "Cannot chunk type"))),
        Function("concat", (object?[] lists) => Joined(lists)),
    ];

    private static IEnumerable<GoFunction> Must(string name, Delegate function) =>
        [Function(name, function), Function("must" + char.ToUpperInvariant(name[0]) + name[1..], function)];

    private static object?[] Push(object? list, object? item) => Added(List(list, "Cannot push on type"), [item]);

    private static object?[] Added(object?[] first, object?[] second)
    {
        var joined = new object?[first.Length + second.Length];
        first.CopyTo(joined, 0);
        second.CopyTo(joined, first.Length);
        return joined;
    }

    private static object?[] Part(object?[] list, Range range) => list.Length == 0 ? NilList.Value : list[range];

    private static bool Contains(object?[] list, object? needle) => Array.Exists(list, item => GoEquality.Same(needle, item));

    private static object?[] Unique(Evaluation evaluation, object?[] list)
    {
        var kept = new List<object?>();
        foreach (var item in list)
        {
            evaluation.Step(kept.Count + 1);
            if (!kept.Exists(each => GoEquality.Same(item, each))) kept.Add(item);
        }
        return [.. kept];
    }

    private static object?[] Without(Evaluation evaluation, object?[] list, object?[] omit)
    {
        evaluation.Step((long)list.Length * (omit.Length + 1));
        return Array.FindAll(list, item => !Contains(omit, item));
    }

    private static object?[] Slice(object?[] list, object?[] places)
    {
        if (list.Length == 0) return NilList.Value;
        var from = places.Length > 0 ? ToInt(places[0]) : 0;
        var to = places.Length > 1 ? ToInt(places[1]) : list.Length;
        if (from < 0 || to < from || to > list.Length) throw new EvaluationException("reflect.Value.Slice: slice index out of bounds");
        return list[(int)from..(int)to];
    }

    private static object?[] Chunk(long size, object?[] list)
    {
        if (size > 0) return [.. list.Chunk((int)Math.Min(size, int.MaxValue))];
        // What a negative size makes of Go's division: nothing, or the only item.
        return (list.Length - 1) switch
        {
            0 when size < -1 => [list],
            > 0 and var last when size < 0 && -size >= last => [],
            _ => throw new EvaluationException($"a chunk needs at least one item, not {size}"),
        };
    }

    private static EvaluationException NoList(object? value) => new($"Cannot concat type {GoType.ReflectKind(value)} as list");

    private static object?[] Joined(object?[] lists)
    {
        object?[] joined = [.. lists.SelectMany(list => list as object?[] ?? throw NoList(list))];
        return joined.Length == 0 ? NilList.Value : joined;
    }
}
