using System.Text.Json.Nodes;
using k8s.Models;
using Runbooks.Engine.Argo;
using Runbooks.Engine.Runs;
using Runbooks.Engine.Steps;

namespace Runbooks.Kubernetes.Pods;

/// <summary>
/// The containers of a <c>containerSet</c>, one after the other as their dependencies say, without anything of ours in the Pod: all are in it from
/// the start, but those that must wait name an image that can't be, so that the kubelet doesn't start them, nor asks a registry. When it is
/// their time they are given their own: the one field of a container that Kubernetes lets change.
/// </summary>
internal sealed class ContainerSetRun(StepContext step, PodApi api)
{
    /// <summary>Not a valid name, on purpose: it is refused before any registry is asked.</summary>
    public const string HeldImage = "RUNBOOKS-HOLDS-THIS-CONTAINER-BACK";

    private readonly IReadOnlyList<JsonObject> _containers = [.. Containers(step.Template)];
    private readonly HashSet<string> _released = new(StringComparer.Ordinal);
    private string _told = "";

    /// <summary>The names of the author's containers, <c>main</c> alone without a set.</summary>
    public static IReadOnlyList<string> Names(Template template) =>
        template.ContainerSet is null ? [PodBuilder.Main] : [.. Containers(template).Select(container => container.Text("name")!)];

    public static IEnumerable<JsonObject> Containers(Template template) => PodJson.Items(template.ContainerSet?.Containers).OfType<JsonObject>();

    public static IReadOnlyList<string> Dependencies(JsonObject container) => [.. PodJson.Items(container["dependencies"]).Select(name => name!.ToString())];

    public static bool IsHeld(V1Pod pod, string container) => pod.Spec.Containers.Any(each => each.Name == container && each.Image == HeldImage);

    /// <summary>It waits for others, or has been let go and the kubelet has not noticed yet.</summary>
    public static bool WaitsForItsTurn(V1Pod pod, V1ContainerStatus status) =>
        IsHeld(pod, status.Name) || status.State.Waiting.Message?.Contains(HeldImage, StringComparison.Ordinal) == true;

    /// <summary>Lets those start whose dependencies have succeeded. May be repeated.</summary>
    public async Task ReleaseAsync(V1Pod pod, CancellationToken cancellation)
    {
        foreach (var container in _containers)
        {
            var name = container.Text("name")!;
            if (!IsHeld(pod, name) || !Dependencies(container).All(dependency => EndOf(pod, dependency)?.ExitCode == 0) || !_released.Add(name)) continue;
            await api.SetImageAsync(pod, name, container.Text("image")!, cancellation);
        }
    }

    /// <summary>How each container is, if that is news; else null.</summary>
    public IReadOnlyList<ContainerState>? News(V1Pod? pod, bool isOver)
    {
        if (pod is null) return null;
        var states = _containers.Select(container => StateOf(pod, container, isOver)).ToList();
        var told = string.Join('\n', states);
        if (told == _told) return null;
        _told = told;
        return states;
    }

    private static ContainerState StateOf(V1Pod pod, JsonObject container, bool isOver)
    {
        var name = container.Text("name")!;
        var dependencies = Dependencies(container);
        var status = pod.Status?.ContainerStatuses?.FirstOrDefault(status => status.Name == name);
        var state = status?.State switch
        {
            // Argo's words, with nothing behind the last colon if there is nothing to say.
            { Terminated: { } end } => new ContainerState(name, end.ExitCode == 0 ? NodePhase.Succeeded : NodePhase.Failed,
                end.ExitCode == 0 ? null : $"{name}: {end.Reason} (exit code {end.ExitCode}): {end.Message}", end.StartedAt, end.FinishedAt),
            { Running: { } running } => new ContainerState(name, isOver ? NodePhase.Failed : NodePhase.Running, isOver ? "Pod Failed whilst container running" : null, running.StartedAt, null),
            _ when isOver => new ContainerState(name, NodePhase.Error, "not started: a container that it depends on did not succeed, or the Pod ended", null, null),
            _ => new ContainerState(name, NodePhase.Pending, null, null, null),
        };
        return state with { Dependencies = dependencies };
    }

    private static V1ContainerStateTerminated? EndOf(V1Pod pod, string container) =>
        pod.Status?.ContainerStatuses?.FirstOrDefault(status => status.Name == container)?.State?.Terminated;
}
