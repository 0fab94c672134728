using Runbooks.Engine.Expressions.Compilation;
using Runbooks.Engine.Expressions.RegularExpressions;
using Runbooks.Engine.Expressions.Values;
using Map = System.Collections.Generic.IReadOnlyDictionary<string, object?>;

namespace Runbooks.Engine.Expressions.JsonPaths;

/// <summary>Follows a path. What one of many values doesn't have is left out; what the only one doesn't have is an error.</summary>
internal sealed class JsonPathQuery(Evaluation evaluation, object? root)
{
    public object? Run(IReadOnlyList<JsonPathStep> steps, object? from)
    {
        object? current = from;
        var isMany = false;
        foreach (var step in steps)
        {
            current = isMany ? ((object?[])current!).SelectMany(value => Try(step, value)).ToArray()
                : step.IsMany ? Many(step, current).ToArray() : One(step, current);
            isMany = isMany || step.IsMany;
            if (isMany) evaluation.Grow(((object?[])current!).Length);
        }
        return current;
    }

    private object?[] Try(JsonPathStep step, object? value)
    {
        try
        {
            return step.IsMany ? [.. Many(step, value)] : [One(step, value)];
        }
        catch (JsonPathMissException)
        {
            return [];
        }
    }

    private static object? One(JsonPathStep step, object? value) => (step, value) switch
    {
        (KeyStep { Name: var name }, Map map) => map.TryGetValue(name, out var found) ? found : name == "length" ? (long)map.Count : throw new JsonPathMissException($"key: invalid token key '{name}' not found"),
        (KeyStep { Name: "length" }, object?[] list) => (long)list.Length,
        (KeyStep { Name: "length" }, string text) => (long)GoText.Bytes(text),
        (KeyStep, _) => throw new JsonPathMissException($"key: invalid token target. expected [map] got [{Kind(value)}]"),
        (IndexStep { Index: var index }, object?[] list) => At(list, index),
        (IndexStep, _) => throw new JsonPathMissException($"index: invalid token target. expected [array slice] got [{Kind(value)}]"),
        _ => throw new InvalidOperationException($"no value of {step.GetType().Name}"),
    };

    private IEnumerable<object?> Many(JsonPathStep step, object? value)
    {
        evaluation.Step();
        return (step, value) switch
        {
            (WildcardStep or FilterStep, not (Map or object?[])) => throw new JsonPathMissException($"wildcard: invalid token target. expected [array map slice] got [{Kind(value)}]"),
            (WildcardStep, _) => Children(value),
            (DescendStep, _) => Descend(value, 0),
            (RangeStep range, object?[] list) => Slice(range, list),
            (RangeStep, _) => throw new JsonPathMissException($"range: invalid token target. expected [array slice] got [{Kind(value)}]"),
            (UnionStep union, _) => union.Parts.SelectMany(part => Try(part, value)),
            (FilterStep filter, _) => Children(value).Where(child => IsTrue(Value(filter.Condition, child))),
            _ => throw new InvalidOperationException($"no values of {step.GetType().Name}"),
        };
    }

    private static string Kind(object? value) => value is null ? "nil" : GoType.ReflectKind(value);

    private static object? At(object?[] list, long index)
    {
        var place = index < 0 ? list.Length + index : index;
        return place >= 0 && place < list.Length ? list[place] : throw new JsonPathMissException("index: invalid token out of range");
    }

    /// <summary>Of a map by its keys.</summary>
    private static IEnumerable<object?> Children(object? value) => value switch
    {
        object?[] list => list,
        Map map => map.OrderBy(entry => entry.Key, GoOrder.OfTexts).Select(entry => entry.Value),
        _ => [],
    };

    private IEnumerable<object?> Descend(object? value, int depth)
    {
        evaluation.Step();
        if (value is not (Map or object?[])) yield break;
        yield return value;
        foreach (var inner in Children(value).SelectMany(child => Descend(child, GoEquality.Deeper(depth)))) yield return inner;
    }

    private static IEnumerable<object?> Slice(RangeStep range, object?[] list)
    {
        var (start, end) = range.Step > 0 ? (0L, (long)list.Length) : (list.Length - 1L, -1L);
        if (range.From is { } from) start = Math.Clamp(from < 0 ? list.Length + from : from, range.Step > 0 ? 0 : -1, list.Length);
        if (range.To is { } to) end = Math.Clamp(to < 0 ? list.Length + to : to, range.Step > 0 ? 0 : -1, list.Length);
        for (var i = start; range.Step > 0 ? i < end : i > end; i += range.Step)
            if (i >= 0 && i < list.Length) yield return list[i];
    }

    private object? Value(FilterNode node, object? current) => node switch
    {
        FilterConstant constant => constant.Value,
        FilterPath path => Found(path, current),
        FilterOperation { Sign: "&&" } and => IsTrue(Value(and.Left, current)) && IsTrue(Value(and.Right, current)),
        FilterOperation { Sign: "||" } or => IsTrue(Value(or.Left, current)) || IsTrue(Value(or.Right, current)),
        FilterOperation operation => Compare(operation.Sign, Value(operation.Left, current), Value(operation.Right, current)),
        _ => throw new InvalidOperationException($"no value of {node.GetType().Name}"),
    };

    private object? Found(FilterPath path, object? current)
    {
        try
        {
            return Run(path.Steps, path.FromRoot ? root : current);
        }
        catch (JsonPathMissException)
        {
            return null;
        }
    }

    private static bool Compare(string sign, object? left, object? right) => sign switch
    {
        "==" => GoEquality.Equal(left, right),
        "!=" => !GoEquality.Equal(left, right),
        "=~" => left is string text && right is string pattern && GoRegex.Parse(pattern).IsMatch(text),
        _ when (left, right) is not ((string, string) or (long or double, long or double)) => false,
        "<" => GoOrder.Less(left, right),
        ">" => GoOrder.More(left, right),
        "<=" => GoOrder.LessOrEqual(left, right),
        _ => GoOrder.MoreOrEqual(left, right),
    };

    private static bool IsTrue(object? value) => value is not (null or false);
}
