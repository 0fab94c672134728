using System.Text.Json;
using Runbooks.Engine.Runs;

namespace Runbooks.Engine.Status;

/// <summary>Writes the containers of a containerSet as Argo does: as nodes of type Container, each under those that it depends on.</summary>
internal static class ContainerNodes
{
    public static void Write(RunState run, Node pod, Utf8JsonWriter json)
    {
        foreach (var container in pod.Containers ?? []) Write(run, pod, container, json);
    }

    /// <summary>The ids of those that depend on no other: the Pod's children.</summary>
    public static IEnumerable<string> First(RunState run, Node pod) =>
        (pod.Containers ?? []).Where(container => container.Dependencies.Count == 0).Select(container => IdOf(run, pod, container));

    private static void Write(RunState run, Node pod, ContainerState container, Utf8JsonWriter json)
    {
        json.WriteStartObject(IdOf(run, pod, container));
        json.WriteString("id", IdOf(run, pod, container));
        json.WriteString("name", container.NodeName(pod));
        json.WriteString("displayName", container.Name);
        json.WriteString("type", "Container");
        CalledTemplate.Write(run, pod, json);
        json.WriteString("phase", container.Phase.ToString());
        json.WriteString("boundaryID", pod.ArgoId);
        if (container.Message is { Length: > 0 } message) json.WriteString("message", message);
        if (container.StartedAt is { } started) json.WriteString("startedAt", GlobalTime(started));
        if (container.FinishedAt is { } finished) json.WriteString("finishedAt", GlobalTime(finished));
        var next = pod.Containers!.Where(other => other.Dependencies.Contains(container.Name)).ToList();
        if (next.Count > 0)
        {
            json.WriteStartArray("children");
            foreach (var other in next) json.WriteStringValue(IdOf(run, pod, other));
            json.WriteEndArray();
        }
        json.WriteEndObject();
    }

    private static string GlobalTime(DateTimeOffset at) => at.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", System.Globalization.CultureInfo.InvariantCulture);

    private static string IdOf(RunState run, Node pod, ContainerState container) => new NodeIds(run.Run.Name).Next(container.NodeName(pod), 0).ToString();
}
