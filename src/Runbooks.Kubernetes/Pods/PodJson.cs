using System.Text.Json.Nodes;

namespace Runbooks.Kubernetes.Pods;

internal static class PodJson
{
    /// <summary>Sets a field, or leaves it out if there is no value.</summary>
    public static void Set(this JsonObject target, string field, JsonNode? value)
    {
        if (value is not null) target[field] = value.Parent is null ? value : value.DeepClone();
    }

    /// <summary>Adds to a list field, which is made if it isn't there.</summary>
    public static void Append(this JsonObject target, string field, JsonNode item)
    {
        if (target[field] is not JsonArray list) target[field] = list = [];
        list.Add(item);
    }

    public static JsonObject? Map(IReadOnlyDictionary<string, string>? map) =>
        map is null ? null : new JsonObject(map.Select(entry => KeyValuePair.Create(entry.Key, (JsonNode?)entry.Value)));

    /// <summary>Both maps; of a key that both have, the second's value.</summary>
    public static IReadOnlyDictionary<string, string>? Union(IReadOnlyDictionary<string, string>? first, IReadOnlyDictionary<string, string>? second)
    {
        if (first is null || second is null) return second ?? first;
        var all = new Dictionary<string, string>(first, StringComparer.Ordinal);
        foreach (var (key, value) in second) all[key] = value;
        return all;
    }

    public static JsonArray? Concat(JsonNode? first, JsonNode? second)
    {
        var items = Items(first).Concat(Items(second)).Select(item => item?.DeepClone()).ToArray();
        return items.Length == 0 ? null : new JsonArray(items);
    }

    public static IEnumerable<JsonNode?> Items(JsonNode? list) => list as JsonArray ?? [];

    /// <summary>A field's text, or null if the field is missing or something else.</summary>
    public static string? Text(this JsonNode? node, string field) =>
        node is JsonObject fields && fields[field] is JsonValue value && value.TryGetValue<string>(out var text) ? text : null;
}
