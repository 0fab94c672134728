using System.Text.Json.Nodes;

namespace Runbooks.Kubernetes.Patches;

/// <summary>
/// Kubernetes' strategic merge patch of a PodSpec: maps are merged, a null deletes, lists whose items have a key are merged by it, other
/// lists are replaced. <c>$patch: replace</c> and <c>$patch: delete</c> say otherwise.
/// </summary>
internal static class StrategicMerge
{
    private const string Directive = "$patch";
    private const string RetainKeys = "$retainKeys";

    // Kubernetes' own merge keys, from its API description. Names mean the same wherever they stand in a PodSpec.
    private static readonly Dictionary<string, string> MergeKeys = new(StringComparer.Ordinal)
    {
        ["containers"] = "name",
        ["initContainers"] = "name",
        ["ephemeralContainers"] = "name",
        ["volumes"] = "name",
        ["imagePullSecrets"] = "name",
        ["resourceClaims"] = "name",
        ["schedulingGates"] = "name",
        ["hostAliases"] = "ip",
        ["topologySpreadConstraints"] = "topologyKey",
        ["env"] = "name",
        ["ports"] = "containerPort",
        ["volumeMounts"] = "mountPath",
        ["volumeDevices"] = "devicePath",
    };

    /// <returns>A new value; neither of those given is changed.</returns>
    /// <exception cref="FormatException">The patch doesn't fit.</exception>
    public static JsonObject Apply(JsonObject original, JsonObject patch)
    {
        if (patch[Directive]?.ToString() is { } directive && directive != "merge")
            return directive switch
            {
                "replace" => Plain(patch),
                "delete" => [],
                _ => throw new FormatException($"unknown '{Directive}: {directive}': it can be replace, delete or merge"),
            };
        var merged = (JsonObject)original.DeepClone();
        if (patch[RetainKeys] is JsonArray retained) Retain(merged, retained);
        foreach (var (field, value) in patch)
        {
            if (field.StartsWith('$')) continue;
            if (value is null) merged.Remove(field);
            else merged[field] = Merge(field, merged[field], value);
        }
        return merged;
    }

    private static JsonNode Merge(string field, JsonNode? original, JsonNode patch) => (original, patch) switch
    {
        (JsonObject map, JsonObject changes) => Apply(map, changes),
        (JsonArray list, JsonArray changes) when MergeKeys.TryGetValue(field, out var key) => Merge(field, list, changes, key),
        (null, JsonArray changes) when MergeKeys.TryGetValue(field, out var key) => Merge(field, [], changes, key),
        (_, JsonObject changes) => Apply([], changes),
        _ => patch.DeepClone(),
    };

    private static JsonArray Merge(string field, JsonArray original, JsonArray changes, string key)
    {
        var replaces = changes.Any(change => change is JsonObject map && map.Count == 1 && map[Directive]?.ToString() == "replace");
        var items = replaces ? [] : original.Select(item => item?.DeepClone()).ToList();
        foreach (var change in changes.OfType<JsonObject>())
        {
            if (change.Count == 1 && change.ContainsKey(Directive)) continue;
            var id = change[key]?.ToString() ?? throw new FormatException($"{field}: an item has no '{key}', by which items are told apart");
            var at = items.FindIndex(item => item?[key]?.ToString() == id);
            if (change[Directive]?.ToString() == "delete") items.RemoveAll(item => item?[key]?.ToString() == id);
            else if (at >= 0) items[at] = Apply((JsonObject)items[at]!, change);
            else items.Add(Apply([], change));
        }
        return new JsonArray([.. items]);
    }

    private static JsonObject Plain(JsonObject patch)
    {
        var plain = (JsonObject)patch.DeepClone();
        plain.Remove(Directive);
        return plain;
    }

    private static void Retain(JsonObject map, JsonArray retained)
    {
        var names = retained.Select(name => name?.ToString()).ToHashSet(StringComparer.Ordinal);
        foreach (var (field, _) in map.Where(field => !names.Contains(field.Key)).ToList()) map.Remove(field);
    }
}
