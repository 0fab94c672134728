using System.Text.Json;
using System.Text.Json.Nodes;

namespace Runbooks.Engine.Merging;

/// <summary>
/// Kubernetes' strategic merge: maps are merged field by field, a null takes a field away, and lists whose items have a key of their
/// own are merged item by item; any other list is replaced. <c>$patch: replace</c> and <c>$patch: delete</c> in a map say otherwise.
/// </summary>
/// <param name="mergeKeys">For each list that is merged, by the name of its field: the field that its items are told apart by.</param>
public sealed class StrategicMerge(IReadOnlyDictionary<string, string> mergeKeys)
{
    /// <summary>The lists of Argo's types, and of the containers in them.</summary>
    public static StrategicMerge OfWorkflows { get; } = new(new Dictionary<string, string>
    {
        ["artifacts"] = "name",
        ["env"] = "name",
        ["hostAliases"] = "ip",
        ["imagePullSecrets"] = "name",
        ["initContainers"] = "name",
        ["parameters"] = "name",
        ["ports"] = "containerPort",
        ["sidecars"] = "name",
        ["tasks"] = "name",
        ["templates"] = "name",
        ["tolerations"] = "key",
        ["volumeDevices"] = "devicePath",
        ["volumeMounts"] = "mountPath",
        ["volumes"] = "name",
    });

    /// <summary>The lists of a PodSpec, from Kubernetes' API description. No two of the same name have different keys.</summary>
    public static StrategicMerge OfPods { get; } = new(new Dictionary<string, string>
    {
        ["containers"] = "name",
        ["env"] = "name",
        ["ephemeralContainers"] = "name",
        ["hostAliases"] = "ip",
        ["imagePullSecrets"] = "name",
        ["initContainers"] = "name",
        ["ports"] = "containerPort",
        ["resourceClaims"] = "name",
        ["schedulingGates"] = "name",
        ["topologySpreadConstraints"] = "topologyKey",
        ["volumeDevices"] = "devicePath",
        ["volumeMounts"] = "mountPath",
        ["volumes"] = "name",
    });

    private const string Directive = "$patch";

    /// <summary>A new value: the patch put over the original. Neither is changed.</summary>
    public JsonObject Merge(JsonObject original, JsonObject patch)
    {
        var merged = patch[Directive]?.ToString() is "replace" or "delete" ? [] : (JsonObject)original.DeepClone();
        foreach (var (name, value) in patch)
            if (name.StartsWith('$')) continue;
            else if (value is null) merged.Remove(name);
            else merged[name] = Field(name, merged[name], value);
        return merged;
    }

    private JsonNode Field(string name, JsonNode? original, JsonNode patch) => (original, patch) switch
    {
        (JsonObject map, JsonObject over) => Merge(map, over),
        (JsonArray list, JsonArray over) when mergeKeys.TryGetValue(name, out var key) => List(list, over, key),
        (_, JsonObject over) => Merge([], over),
        _ => patch.DeepClone(),
    };

    private JsonArray List(JsonArray original, JsonArray patch, string key)
    {
        if (patch.Any(item => item is JsonObject { Count: 1 } alone && Directed(alone, "replace"))) return [.. patch.Where(item => !Directed(item, "replace")).Select(item => item?.DeepClone())];
        var placeOf = original.Select((item, i) => (Id: Id(item, key), i)).DistinctBy(each => each.Id).ToDictionary(each => each.Id, each => each.i, StringComparer.Ordinal);
        var patched = patch.Select(item => (Id: Id(item, key), Item: item)).ToList();
        var over = patched.Select(each => each.Id).ToHashSet(StringComparer.Ordinal);
        var kept = new Queue<int>(Enumerable.Range(0, original.Count).Where(i => !over.Contains(Id(original[i], key))));
        var merged = new JsonArray();
        foreach (var (id, item) in patched)
        {
            var place = placeOf.GetValueOrDefault(id, -1);
            while (place >= 0 && kept.TryPeek(out var before) && before < place) merged.Add(original[kept.Dequeue()]?.DeepClone());
            if (Directed(item, "delete")) continue;
            merged.Add(place >= 0 && original[place] is JsonObject map && item is JsonObject put ? Merge(map, put) : item?.DeepClone());
        }
        foreach (var rest in kept) merged.Add(original[rest]?.DeepClone());
        return merged;
    }

    private static bool Directed(JsonNode? item, string how) => (item as JsonObject)?[Directive]?.ToString() == how;

    private static string Id(JsonNode? item, string key) => (item as JsonObject)?[key] switch
    {
        null => "",
        JsonValue value when value.GetValueKind() == JsonValueKind.String => value.GetValue<string>(),
        var value => value.ToJsonString(),
    };
}
