using System.Text.Json.Nodes;
using Runbooks.Engine.Expressions.Values;

namespace Runbooks.Engine.Expressions;

/// <summary>Makes the nested variables that expressions see.</summary>
public static class VariableTree
{
    /// <summary>
    /// <c>inputs.parameters.x</c> becomes a map in a map. As in Argo, where both a name and names below it are given, the map wins.
    /// </summary>
    public static IReadOnlyDictionary<string, object?> FromDotted(IEnumerable<KeyValuePair<string, object?>> variables)
    {
        var root = new MapValue();
        foreach (var (name, value) in variables) Set(root, name.Split('.'), value);
        return root;
    }

    /// <summary>Whole numbers are integers, as they are in YAML.</summary>
    public static IReadOnlyDictionary<string, object?> FromJson(JsonObject variables) => (MapValue)GoJson.From(variables)!;

    private static void Set(MapValue map, string[] path, object? value)
    {
        foreach (var part in path[..^1])
        {
            if (map.GetValueOrDefault(part) is not MapValue inner) map[part] = inner = [];
            map = inner;
        }
        if (map.GetValueOrDefault(path[^1]) is not MapValue) map[path[^1]] = value;
    }
}
