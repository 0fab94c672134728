using System.Text.Json.Nodes;
using Runbooks.Engine.Argo;
using Runbooks.Schemas;

namespace Runbooks.Kubernetes.Pods;

/// <summary>
/// Only the volumes that the container mounts get into its Pod, as in Argo: a Secret that one template needs must not hold up the others.
/// A template's volume hides the workflow's of the same name.
/// </summary>
internal static class Volumes
{
    public static JsonArray? Referenced(Template template, WorkflowSpec workflow, JsonObject main)
    {
        var known = Known(template, workflow);
        var names = Mounts(main, "volumeMounts").Concat(Mounts(main, "volumeDevices")).Distinct(StringComparer.Ordinal);
        var volumes = names.Select(name => Find(name, known, PodBuilder.ContainerField(template)).DeepClone()).ToArray();
        return volumes.Length == 0 ? null : new JsonArray(volumes);
    }

    private static Dictionary<string, JsonNode> Known(Template template, WorkflowSpec workflow)
    {
        var known = new Dictionary<string, JsonNode>(StringComparer.Ordinal);
        foreach (var volume in PodJson.Items(template.Volumes).Concat(PodJson.Items(workflow.Volumes)))
            if (volume.Text("name") is { } name) known.TryAdd(name, volume!);
        return known;
    }

    private static IEnumerable<string> Mounts(JsonObject container, string field) =>
        PodJson.Items(container[field]).Select(mount => mount.Text("name")).OfType<string>();

    private static JsonNode Find(string name, Dictionary<string, JsonNode> known, string field)
    {
        if (known.TryGetValue(name, out var volume)) return volume;
        var choices = known.Count == 0 ? "none are given" : $"there are: {string.Join(", ", known.Keys)}";
        throw new PodBuildException($"{field}.volumeMounts",
            $"volume '{name}' is neither in the template's nor in the workflow's volumes ({choices}){DidYouMean.Hint(name, known.Keys)}");
    }
}
