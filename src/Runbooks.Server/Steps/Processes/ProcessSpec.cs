using System.Diagnostics.CodeAnalysis;
using System.Text.Json.Nodes;
using Runbooks.Engine.Argo;

namespace Runbooks.Server.Steps.Processes;

/// <summary>What a container or script template says to a local process.</summary>
internal sealed record ProcessSpec(IReadOnlyList<string> Command, IReadOnlyList<string> Arguments, IReadOnlyDictionary<string, string> Environment)
{
    private static readonly string[] ClusterOnly = ["envFrom", "volumeMounts", "volumeDevices"];

    public string? WorkingDirectory { get; init; }
    public string? Source { get; init; }

    /// <param name="reason">Why it can't be run without a cluster.</param>
    public static bool TryRead(Template template, [NotNullWhen(true)] out ProcessSpec? spec, [NotNullWhen(false)] out string? reason)
    {
        (spec, reason) = (null, template.ContainerSet is null ? null : $"template '{template.Name}' is a containerSet, which needs a cluster: --runtime process runs one process for a step");
        if (reason is not null) return false;
        var container = template.Container ?? template.Script!;
        spec = null;
        reason = Obstacle(template, container);
        if (reason is not null) return false;
        spec = new ProcessSpec(Texts(container["command"]), Texts(container["args"]), Variables(container))
        {
            WorkingDirectory = (string?)container["workingDir"],
            Source = template.Script is { } script ? (string?)script["source"] ?? "" : null,
        };
        return true;
    }

    private static string? Obstacle(Template template, JsonObject container)
    {
        if ((template.InitContainers ?? template.Sidecars) is { Count: > 0 })
            return $"template '{template.Name}' has {(template.InitContainers is { Count: > 0 } ? "'initContainers'" : "'sidecars'")}, which need a cluster: --runtime process runs one process for a step";
        if (Array.Find(ClusterOnly, field => container[field] is JsonArray { Count: > 0 }) is { } field)
            return $"'{field}' needs a cluster: --runtime process can't give a local process what only Kubernetes has";
        if (Entries(container).FirstOrDefault(entry => entry["valueFrom"] is not null) is { } entry)
            return $"the environment variable '{entry["name"]}' comes from Kubernetes (valueFrom): --runtime process can't read it";
        return container["command"] is JsonArray { Count: > 0 }
            ? null
            : $"{(template.Name.Length > 0 ? $"template '{template.Name}'" : "the inline template")} has no command: its image's own one can't be known without a cluster; give a command to use --runtime process";
    }

    /// <summary>Of two with one name, the last counts, as in a Pod.</summary>
    private static Dictionary<string, string> Variables(JsonObject container) =>
        Entries(container).GroupBy(entry => (string)entry["name"]!, StringComparer.Ordinal).ToDictionary(same => same.Key, same => same.Last()["value"]?.ToString() ?? "", StringComparer.Ordinal);

    private static IEnumerable<JsonObject> Entries(JsonObject container) => (container["env"] as JsonArray ?? []).OfType<JsonObject>();

    private static List<string> Texts(JsonNode? list) => [.. (list as JsonArray ?? []).Select(text => text?.ToString() ?? "")];
}
