using Runbooks.Engine.Expressions.Compilation;
using Runbooks.Engine.Expressions.Values;
using Map = System.Collections.Generic.IReadOnlyDictionary<string, object?>;

namespace Runbooks.Engine.Expressions.JsonPaths;

/// <summary>
/// Follows a path. A step that may meet many values gives a list of what the steps after it make of each; what one of them doesn't have,
/// or is null, is left out. What the only one doesn't have is an error.
/// </summary>
internal sealed class JsonPathQuery(Evaluation evaluation)
{
    private string _miss = "";

    /// <exception cref="EvaluationException">The value doesn't have what a step asks for.</exception>
    public object? Run(IReadOnlyList<JsonPathStep> steps, object? root) =>
        TryApply(steps, 0, root, root, out var value) ? value : throw new EvaluationException(_miss);

    /// <summary>The steps from <paramref name="at"/> on.</summary>
    /// <returns>False if there is no such value.</returns>
    public bool TryApply(IReadOnlyList<JsonPathStep> steps, int at, object? root, object? current, out object? value)
    {
        evaluation.Step();
        value = current;
        return at == steps.Count || steps[at] switch
        {
            RootStep => TryApply(steps, at + 1, root, root, out value),
            CurrentStep => TryApply(steps, at + 1, root, current, out value),
            KeyStep key => TryKey(key.Name, current, out var found) && TryApply(steps, at + 1, root, found, out value),
            LengthStep => TryLength(current, out var length) && TryApply(steps, at + 1, root, length, out value),
            IndexStep index => TryIndex(index.Index, current, out var item) && TryApply(steps, at + 1, root, item, out value),
            ScriptStep script => TryScript(script, root, current, out var place) && TryApply(steps, at + 1, root, place, out value),
            WildcardStep => TryChildren("wildcard", current, out var children) && Each(steps, at, root, children, out value),
            DescendStep => Made(Descend(steps, at, root, current, 0), out value),
            FilterStep { Condition.Text: "" } => Miss("invalid expression. is empty"),
            FilterStep filter => TryChildren("filter", current, out var children)
                && Together(steps, at, root, current, Filtered(filter, root, children), out value),
            RangeStep range => TryRange(range, root, current, out var items) && Together(steps, at, root, root, items, out value),
            UnionStep union => TryUnion(union, root, current, out var items) && Together(steps, at, root, root, items, out value),
            _ => throw new InvalidOperationException($"no value of {steps[at].GetType().Name}"),
        };
    }

    private bool Miss(string message)
    {
        _miss = message;
        return false;
    }

    private bool NoTarget(string step, string expected, object? value) =>
        Miss($"{step}: invalid token target. expected [{expected}] got [{(value is null ? "nil" : GoType.ReflectKind(value))}]");

    private bool Made(IEnumerable<object?> items, out object? value)
    {
        var list = items.ToArray();
        evaluation.Grow(list.Length);
        value = list;
        return true;
    }

    /// <summary>What the steps after this one make of each item.</summary>
    private bool Each(IReadOnlyList<JsonPathStep> steps, int at, object? root, IEnumerable<object?> items, out object? value)
    {
        if (at + 1 == steps.Count) return Made(items, out value);
        var each = items.Select(item => TryApply(steps, at + 1, root, item, out var found) ? found : null);
        return Made(each.Where(found => found is not null), out value);
    }

    /// <summary>A place after a filter, range or union is one of what they found.</summary>
    private bool Together(IReadOnlyList<JsonPathStep> steps, int at, object? root, object? rootOfIndex, IReadOnlyList<object?> items,
        out object? value) =>
        at + 1 < steps.Count && steps[at + 1] is IndexStep
            ? TryApply(steps, at + 1, rootOfIndex, items.ToArray(), out value)
            : Each(steps, at, root, items, out value);

    private bool TryKey(string name, object? current, out object? value)
    {
        value = null;
        if (current is not Map map) return NoTarget("key", "map", current);
        return map.TryGetValue(name, out value) || Miss($"key: invalid token key '{name}' not found");
    }

    private bool TryLength(object? current, out object? value)
    {
        value = current switch
        {
            Map map => map.TryGetValue("length", out var length) ? length : (double)map.Count,
            object?[] list => (double)list.Length,
            string text => (double)GoText.Bytes(text),
            _ => null,
        };
        return current is Map or object?[] or string || NoTarget("length", "array map slice string", current);
    }

    private bool TryIndex(long index, object? current, out object? value)
    {
        value = null;
        if (current is not object?[] list) return NoTarget("index", "array slice", current);
        var place = index < 0 ? list.Length + index : index;
        if (place < 0 || place >= list.Length) return Miss("index: invalid token out of range");
        value = list[place];
        return true;
    }

    private bool TryScript(ScriptStep step, object? root, object? current, out object? value)
    {
        value = null;
        if (!TryEvaluate(step.Script, root, current, out var place)) return Miss("invalid expression");
        return place switch
        {
            string key => TryKey(key, current, out value),
            double index when Math.Truncate(index) == index => TryIndex(GoArithmetic.Truncate(index), current, out value),
            _ => Miss($"unexpected expression result. expected [int string] got [{(place is null ? "nil" : GoType.ReflectKind(place))}]"),
        };
    }

    private bool TryEvaluate(Script script, object? root, object? current, out object? value) =>
        new ScriptEvaluator(this, root, current).TryEvaluate(script, out value);

    /// <summary>Of a map by its keys.</summary>
    private bool TryChildren(string step, object? current, out IEnumerable<object?> children)
    {
        children = Children(current);
        return current is Map or object?[] || NoTarget(step, "array map slice", current);
    }

    private static IEnumerable<object?> Children(object? value) => value switch
    {
        object?[] list => list,
        Map map => map.OrderBy(entry => entry.Key, GoOrder.OfTexts).Select(entry => entry.Value),
        _ => [],
    };

    private IEnumerable<object?> Descend(IReadOnlyList<JsonPathStep> steps, int at, object? root, object? current, int depth)
    {
        if (current is null) yield break;
        if (TryApply(steps, at + 1, root, current, out var found) && found is not null)
        {
            if (found is object?[] list && at + 1 < steps.Count)
                foreach (var item in list) yield return item;
            else yield return found;
        }
        var deeper = GoEquality.Deeper(depth);
        foreach (var inner in Children(current).SelectMany(child => Descend(steps, at, root, child, deeper))) yield return inner;
    }

    private object?[] Filtered(FilterStep filter, object? root, IEnumerable<object?> items) =>
        [.. items.Where(item => TryEvaluate(filter.Condition, root, item, out var answer) && Includes(answer))];

    private static bool Includes(object? answer) => answer switch
    {
        null => false,
        bool flag => flag,
        double number => number != 0,
        object?[] list => list.Length > 0,
        Map map => map.Count > 0,
        string text => text is not ("" or "''" or "\"\""),
        _ => true,
    };

    private bool TryRange(RangeStep range, object? root, object? current, out IReadOnlyList<object?> items)
    {
        items = [];
        if (current is not object?[] list) return NoTarget("range", "array slice", current);
        if (!TryPlace(range.From, 0, root, current, out var from) || !TryPlace(range.To, list.Length, root, current, out var to)
            || !TryPlace(range.Step, 1, root, current, out var step))
            return false;
        if (step == 0) return Miss("range: invalid token out of range");
        (from, to) = (Within(from, list.Length), Within(to, list.Length));
        var picked = new List<object?>();
        // Backwards it goes from before the end to the beginning, as Argo's library has it.
        for (var i = step > 0 ? from : to - 1; step > 0 ? i < to : i >= from; i += step) picked.Add(list[i]);
        items = picked;
        return true;
    }

    private static long Within(long place, long length) => Math.Clamp(place < 0 ? length + place : place, 0, length);

    private bool TryPlace(Place? place, long otherwise, object? root, object? current, out long number)
    {
        number = otherwise;
        if (place is null) return true;
        if (!TryPlace(place, root, current, out var value)) return false;
        if (value is not double given) return Miss("range: invalid token argument. expected [int]");
        number = Math.Clamp(GoArithmetic.Truncate(given), int.MinValue, int.MaxValue);
        return true;
    }

    /// <summary>A whole number or a text.</summary>
    private bool TryPlace(Place place, object? root, object? current, out object? value)
    {
        value = place.Value;
        if (place.Script is not null && !TryEvaluate(place.Script, root, current, out value)) return Miss("invalid expression");
        return value is string || value is double number && Math.Truncate(number) == number
            || Miss("invalid token argument. expected [int string]");
    }

    private bool TryUnion(UnionStep union, object? root, object? current, out IReadOnlyList<object?> items)
    {
        items = [];
        var places = new List<object?>();
        foreach (var place in union.Places)
        {
            if (!TryPlace(place, root, current, out var value)) return false;
            places.Add(value);
        }
        if (places.Exists(place => place is string) && places.Exists(place => place is double))
            return Miss("union: invalid token argument. expected [int] got [string]");
        if (places[0] is string && current is not Map) return NoTarget("union", "map", current);
        if (places[0] is double && current is not object?[]) return NoTarget("union", "array slice", current);
        items = [.. places.SelectMany(place => Picked(place, current))];
        return true;
    }

    private static double Wrapped(double number, int length) => number < 0 ? length + number : number;

    private static object?[] Picked(object? place, object? current) => (place, current) switch
    {
        (string key, Map map) when map.TryGetValue(key, out var value) => [value],
        (double number, object?[] list) when Wrapped(number, list.Length) is var index && index >= 0 && index < list.Length => [list[(int)index]],
        _ => [],
    };
}
