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
    /// <param name="run">The run's name, of which the names of its own claims are made.</param>
    public static JsonArray? Referenced(Template template, WorkflowSpec workflow, IReadOnlyList<JsonObject> containers, string run)
    {
        var known = Known(template, workflow, run);
        var names = containers.SelectMany(container => Mounts(container, "volumeMounts").Concat(Mounts(container, "volumeDevices"))).Distinct(StringComparer.Ordinal);
        var volumes = names.Select(name => Find(name, known, PodBuilder.ContainerField(template)).DeepClone()).ToArray();
        return volumes.Length == 0 ? null : new JsonArray(volumes);
    }

    /// <summary>Argo's name for the claim made of a workflow's claim template.</summary>
    public static string ClaimName(string run, string template) => $"{run}-{template}";

    private static Dictionary<string, JsonNode> Known(Template template, WorkflowSpec workflow, string run)
    {
        var known = new Dictionary<string, JsonNode>(StringComparer.Ordinal);
        foreach (var volume in PodJson.Items(template.Volumes).Concat(PodJson.Items(workflow.Volumes)))
            if (volume.Text("name") is { } name) known.TryAdd(name, volume!);
        foreach (var claim in PodJson.Items(workflow.VolumeClaimTemplates))
            if (claim?["metadata"].Text("name") is { } name) known.TryAdd(name, Claimed(name, ClaimName(run, name)));
        return known;
    }

    private static JsonObject Claimed(string name, string claim) =>
        new() { ["name"] = name, ["persistentVolumeClaim"] = new JsonObject { ["claimName"] = claim } };

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
