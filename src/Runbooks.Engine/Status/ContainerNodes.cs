using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Runbooks.Engine.Argo;
using Runbooks.Engine.Runs;
using Runbooks.Engine.Steps;

namespace Runbooks.Engine.Status;

/// <summary>The containers of a set as Argo shows them: nodes of type Container under the Pod's, each under those that it waited for.</summary>
internal static class ContainerNodes
{
    /// <summary>The ids of those that wait for none.</summary>
    public static IEnumerable<string> Roots(RunState run, Node pod) =>
        pod.Containers is null ? [] : pod.Containers.Where(container => !Dependencies(run, pod, container.Name).Any()).Select(container => Id(run, pod, container.Name));

    public static void Write(RunState run, Node pod, Utf8JsonWriter json)
    {
        foreach (var container in pod.Containers ?? []) Write(run, pod, container, json);
    }

    private static void Write(RunState run, Node pod, ContainerEnd container, Utf8JsonWriter json)
    {
        var id = Id(run, pod, container.Name);
        json.WriteStartObject(id);
        json.WriteString("id", id);
        json.WriteString("name", $"{pod.Name}.{container.Name}");
        json.WriteString("displayName", container.Name);
        json.WriteString("type", "Container");
        json.WriteString("phase", container.Phase.ToString());
        json.WriteString("boundaryID", pod.ArgoId);
        if (container.Message is { } message) json.WriteString("message", message);
        if (container.StartedAt is { } started) json.WriteString("startedAt", Time(started));
        if (container.FinishedAt is { } finished) json.WriteString("finishedAt", Time(finished));
        var children = pod.Containers!.Where(other => Dependencies(run, pod, other.Name).Contains(container.Name)).Select(other => Id(run, pod, other.Name)).ToList();
        if (children.Count > 0)
        {
            json.WriteStartArray("children");
            foreach (var child in children) json.WriteStringValue(child);
            json.WriteEndArray();
        }
        json.WriteEndObject();
    }

    private static string Time(DateTimeOffset time) => time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);

    private static string Id(RunState run, Node pod, string container) => NodeIds.Hashed(run.Run.Name, $"{pod.Name}.{container}");

    private static IEnumerable<string> Dependencies(RunState run, Node pod, string container) =>
        (run.Runbook.Find(pod.TemplateKey!)?.Template.ContainerSet?.Containers ?? []).OfType<JsonObject>()
            .Where(each => (string?)each["name"] == container).SelectMany(each => (each["dependencies"] as JsonArray ?? []).Select(name => name!.ToString()));
}
