using System.Text.Json;
using System.Text.Json.Nodes;
using Runbooks.Engine.Argo;

namespace Runbooks.Engine.Runs;

/// <summary>One item of a loop, as Argo prints it.</summary>
internal static class LoopItem
{
    /// <summary>The value of <c>{{item}}</c>: a text as it is, anything else as compact JSON, the keys of a map sorted.</summary>
    public static string Text(JsonNode? item) =>
        item is JsonValue text && text.GetValueKind() == JsonValueKind.String ? text.GetValue<string>()
        : item is JsonObject map ? Sorted(map).ToJsonString(ArgoJson.Options)
        : item?.ToJsonString(ArgoJson.Options) ?? "null";

    /// <summary>The node's name: <c>step(0:value)</c>, <c>step(0:k1:v1,k2:v2)</c> or <c>step(0:[a b])</c>. Parentheses in the value are left out.</summary>
    public static string NodeName(string step, int index, JsonNode? item)
    {
        var description = item switch
        {
            JsonObject map => string.Join(",", map.Select(field => $"{field.Key}:{Text(field.Value)}").Order(StringComparer.Ordinal)),
            JsonArray list => $"[{string.Join(" ", list.Select(Text))}]",
            _ => Text(item),
        };
        return $"{step}({index}:{description.Replace("(", "", StringComparison.Ordinal).Replace(")", "", StringComparison.Ordinal)})";
    }

    // Go sorts the keys of the outer map only; what is inside stays as it was written.
    private static JsonObject Sorted(JsonObject map) =>
        new(map.OrderBy(field => field.Key, StringComparer.Ordinal).Select(field => KeyValuePair.Create(field.Key, field.Value?.DeepClone())));
}
