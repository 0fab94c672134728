using System.Text.Json.Nodes;
using Runbooks.Engine.Yaml;

namespace Runbooks.Kubernetes.Resources;

/// <summary>Reads <c>resource.manifest</c>: one document or several, of YAML or JSON.</summary>
internal static class ResourceManifest
{
    /// <exception cref="ResourceRefusedException">It can't be read.</exception>
    public static IReadOnlyList<JsonNode> Read(string text)
    {
        var read = YamlReader.Read(text);
        if (read.Mistakes is [var mistake, ..]) throw new ResourceRefusedException($"resource.manifest, line {mistake.At.Line}: {mistake.Message}");
        return [.. read.Documents.Select(document => document.ToJson()).OfType<JsonNode>().SelectMany(Items)];
    }

    // Kubernetes' List holds objects of any type.
    private static IEnumerable<JsonNode> Items(JsonNode document) =>
        document is JsonObject { } map && map["kind"]?.ToString() == "List" && map["items"] is JsonArray items ? items.OfType<JsonNode>() : [document];
}
