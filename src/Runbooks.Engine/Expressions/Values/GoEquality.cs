using Runbooks.Engine.Expressions.Times;

namespace Runbooks.Engine.Expressions.Values;

/// <summary>What <c>==</c> says.</summary>
internal static class GoEquality
{
    /// <summary>Deeper values than this are refused, wherever values are walked.</summary>
    public const int MaxDepth = 500;

    /// <summary>Numbers compare as numbers, lists item by item; anything else is equal when its type is the same too.</summary>
    public static bool Equal(object? a, object? b, int depth = 0) => (a, b) switch
    {
        (string x, string y) => x == y,
        (long x, long y) => x == y,
        (long x, double y) => x == y,
        (double x, long y) => x == y,
        (double x, double y) => x == y,
        (object?[] x, object?[] y) => Lists(x, y, depth, Equal),
        (null, _) or (_, null) => NilList.IsNil(a) && NilList.IsNil(b),
        _ => Same(a, b, depth),
    };

    /// <summary>Go's reflect.DeepEqual: 1 and 1.0 differ.</summary>
    public static bool Same(object? a, object? b, int depth = 0) => (a, b) switch
    {
        (null, null) => true,
        (null, _) or (_, null) => false,
        (double x, double y) => x == y,
        (object?[] x, object?[] y) => Lists(x, y, depth, Same),
        (byte[] x, byte[] y) => x.AsSpan().SequenceEqual(y),
        (IReadOnlyDictionary<string, object?> x, IReadOnlyDictionary<string, object?> y) => Maps(x, y, Deeper(depth)),
        (AnyMap x, AnyMap y) => x.TypeName == y.TypeName && x.Count == y.Count
            && x.Entries.All(entry => y.ContainsKey(entry.Key) && Same(entry.Value, y[entry.Key], Deeper(depth))),
        (GoTime x, GoTime y) => x.IsSame(y),
        _ => a.Equals(b),
    };

    /// <exception cref="EvaluationException">The values are nested too deeply.</exception>
    public static int Deeper(int depth) => depth < MaxDepth ? depth + 1 : throw new EvaluationException("recursion depth exceeded");

    private static bool Lists(object?[] a, object?[] b, int depth, Func<object?, object?, int, bool> equal)
    {
        if (a.Length != b.Length) return false;
        var deeper = Deeper(depth);
        for (var i = 0; i < a.Length; i++)
            if (!equal(a[i], b[i], deeper)) return false;
        return true;
    }

    private static bool Maps(IReadOnlyDictionary<string, object?> a, IReadOnlyDictionary<string, object?> b, int depth)
    {
        if (a.Count != b.Count) return false;
        foreach (var (key, value) in a)
            if (!b.TryGetValue(key, out var other) || !Same(value, other, depth)) return false;
        return true;
    }
}
