using Runbooks.Engine.Expressions.Values;
using static Runbooks.Engine.Expressions.Functions.Sprig.SprigBinding;
using Map = System.Collections.Generic.IReadOnlyDictionary<string, object?>;

namespace Runbooks.Engine.Expressions.Functions.Sprig;

/// <summary>Maps. Only those made in the expression are changed in place; of a variable's map the changed copy is given.</summary>
internal static class SprigMaps
{
    public static IEnumerable<GoFunction> All { get; } =
    [
        Function("dict", (object?[] entries) => Dictionary(entries)),
        Function("get", (Map map, string key) => map.TryGetValue(key, out var value) ? value : ""),
        Function("set", (Map map, string key, object? value) => Set(Own(map), key, value)),
        Function("unset", (Map map, string key) => Unset(Own(map), key)),
        Function("hasKey", (Map map, string key) => map.ContainsKey(key)),
        Function("pluck", (string key, Map[] maps) => maps.Where(map => map.ContainsKey(key)).Select(map => map[key]).ToArray()),
        Function("keys", (Map[] maps) => maps.SelectMany(map => map.Keys.Order(GoOrder.OfTexts)).ToArray<object?>()),
        Function("values", (Map map) => map.OrderBy(entry => entry.Key, GoOrder.OfTexts).Select(entry => entry.Value).ToArray()),
        Function("pick", (Map map, string[] keys) => new MapValue(map.Where(entry => keys.Contains(entry.Key)))),
        Function("omit", (Map map, string[] keys) => new MapValue(map.Where(entry => !keys.Contains(entry.Key)))),
        Function("merge", (Map map, Map[] others) => Merge(Own(map), others, overwrite: false)),
        Function("mustMerge", (Map map, Map[] others) => Merge(Own(map), others, overwrite: false)),
        Function("mergeOverwrite", (Map map, Map[] others) => Merge(Own(map), others, overwrite: true)),
        Function("mustMergeOverwrite", (Map map, Map[] others) => Merge(Own(map), others, overwrite: true)),
        Function("dig", (object?[] path) => Dig(path)),
    ];

    private static MapValue Own(Map map) => map as MapValue ?? new MapValue(map);

    private static MapValue Dictionary(object?[] entries)
    {
        var map = new MapValue();
        for (var i = 0; i < entries.Length; i += 2) map[SprigCast.ToText(entries[i])] = i + 1 < entries.Length ? entries[i + 1] : "";
        return map;
    }

    private static MapValue Set(MapValue map, string key, object? value)
    {
        if (ReferenceEquals(value, map)) throw new EvaluationException("a map can't hold itself");
        map[key] = value;
        return map;
    }

    private static MapValue Unset(MapValue map, string key)
    {
        map.Remove(key);
        return map;
    }

    /// <summary>Maps in maps are merged too. Without overwriting, only what is empty is filled.</summary>
    private static MapValue Merge(MapValue map, IEnumerable<Map> others, bool overwrite, int depth = 0)
    {
        foreach (var (key, value) in others.SelectMany(other => other.ToList()))
        {
            var current = map.GetValueOrDefault(key);
            if (NilList.IsNil(value))
            {
                if (overwrite) map[key] = value;
                continue;
            }
            if (current is Map inner && value is Map more)
            {
                map[key] = current = Merge(new MapValue(inner), [more], overwrite, GoEquality.Deeper(depth));
                if (!SprigCast.IsEmpty(current)) continue;
            }
            if (overwrite || SprigCast.IsEmpty(current)) map[key] = value;
        }
        return map;
    }

    /// <summary><c>dig(key, key, default, map)</c></summary>
    private static object? Dig(object?[] path)
    {
        if (path.Length < 3) throw new EvaluationException("dig needs at least three arguments");
        var step = path[^1];
        foreach (var key in path[..^2].Select(Builtins.Text).ToList())
        {
            var map = step as Map ?? throw Builtins.Conversion(step, "map[string]interface {}");
            if (!map.TryGetValue(key, out step)) return path[^2];
        }
        return step;
    }
}
