using System.Text.Json.Nodes;
using Runbooks.Engine.Argo;

namespace Runbooks.Engine.Processes;

/// <summary>What of a container or script a local process (<c>--runtime process</c>) can't be given: lint says it, and a step that asks for it is refused.</summary>
public static class ProcessLimits
{
    private const string OneProcess = "--runtime process runs one process for a step";

    private static readonly string[] ClusterOnly = ["envFrom", "volumeMounts", "volumeDevices", "lifecycle"];

    /// <returns>Each with the field below the template that asks for it; none for other kinds of template.</returns>
    /// <param name="template">With its defaults.</param>
    public static IEnumerable<(string Field, string Reason)> Of(Template template)
    {
        if (template.ContainerSet is not null) return [("containerSet", $"{Named(template)} is a containerSet, which needs a cluster: {OneProcess}")];
        return (template.Container ?? template.Script) is { } container ? OfContainer(template, container, template.Container is null ? "script" : "container") : [];
    }

    private static IEnumerable<(string Field, string Reason)> OfContainer(Template template, JsonObject container, string kind)
    {
        if (template.InitContainers is { Count: > 0 }) yield return ("initContainers", $"{Named(template)} has 'initContainers', which need a cluster: {OneProcess}");
        if (template.Sidecars is { Count: > 0 }) yield return ("sidecars", $"{Named(template)} has 'sidecars', which need a cluster: {OneProcess}");
        foreach (var field in ClusterOnly.Where(field => container[field] is JsonArray { Count: > 0 } or JsonObject { Count: > 0 }))
            yield return ($"{kind}.{field}", $"'{field}' needs a cluster: --runtime process can't give a local process what only Kubernetes has");
        foreach (var (i, entry) in (container["env"] as JsonArray ?? []).Index())
            if (entry?["valueFrom"] is not null)
                yield return ($"{kind}.env[{i}]", $"the environment variable '{entry["name"]}' comes from Kubernetes (valueFrom): --runtime process can't read it");
        if (container["command"] is not JsonArray { Count: > 0 })
            yield return (kind, $"{Named(template)} has no command: its image's own one can't be known without a cluster; give a command to use --runtime process");
    }

    private static string Named(Template template) => template.Name.Length > 0 ? $"template '{template.Name}'" : "the inline template";
}
