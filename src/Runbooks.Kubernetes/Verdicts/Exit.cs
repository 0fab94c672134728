using k8s.Models;
using Runbooks.Engine.Runs;
using Runbooks.Kubernetes.Agents;
using Runbooks.Kubernetes.Pods;

namespace Runbooks.Kubernetes.Verdicts;

/// <summary>Reads how a container ended.</summary>
internal static class Exit
{
    /// <summary>The agent's own failures start with this in the container's termination message.</summary>
    public const string AgentMark = "runbooks agent: ";

    // Exit codes of SIGKILL and SIGTERM.
    private const int Killed = 137;
    private const int Terminated = 143;

    public static PodReading.Ended Read(V1Pod pod, V1ContainerStateTerminated end, string container = PodBuilder.Main) => end.Reason switch
    {
        _ when end.ExitCode == 0 => OfSidecars(pod, container) ?? new(NodePhase.Succeeded, null, 0),
        _ when IsEvicted(pod) && pod.Status.Reason == "DeadlineExceeded" => new(NodePhase.Failed, pod.Status.Message.Trim(), end.ExitCode),
        _ when IsEvicted(pod) => new(NodePhase.Failed, $"{pod.Status.Reason}: {pod.Status.Message.Trim()}", end.ExitCode),
        "OOMKilled" => new(NodePhase.Failed, OutOfMemory(pod, end, container), end.ExitCode),
        // Whatever ends the author's container, a command that isn't there included, is a failure in Argo.
        _ when IsAgentFailure(end) => new(NodePhase.Failed, $"{container}: Error (exit code {end.ExitCode}): {end.Message[AgentMark.Length..].Trim()}", end.ExitCode),
        _ => new(NodePhase.Failed, Text(container, end), end.ExitCode),
    };

    /// <summary>An init container that failed; null if none did. As in Argo, the author's makes the step fail, ours makes it err.</summary>
    public static PodReading.Ended? OfInit(V1Pod pod)
    {
        var failed = pod.Status?.InitContainerStatuses?.FirstOrDefault(status => status.State?.Terminated is { ExitCode: not 0 });
        if (failed is null) return null;
        return failed.Name == Agent.Init
            ? new(NodePhase.Error, $"init container {Text(failed.Name, failed.State.Terminated)}", null)
            : new(NodePhase.Failed, Text(failed.Name, failed.State.Terminated), null);
    }

    /// <summary>As in Argo, a sidecar that fails makes the step fail, unless it was killed. Those that we have ended don't count.</summary>
    private static PodReading.Ended? OfSidecars(V1Pod pod, string container)
    {
        // Of a set, all have ended well.
        if (PodLabels.IsEnded(pod) || container != PodBuilder.Main) return null;
        var failed = pod.Status.ContainerStatuses.FirstOrDefault(status =>
            status.Name is not (PodBuilder.Main or Agent.Sidecar) && status.State?.Terminated is { ExitCode: not (0 or Killed or Terminated) });
        return failed is null ? null : new(NodePhase.Failed, Text(failed.Name, failed.State.Terminated), 0);
    }

    private static bool IsEvicted(V1Pod pod) => !PodLabels.IsEnded(pod) && pod.Status is { Phase: "Failed", Reason.Length: > 0, Message.Length: > 0 };

    private static bool IsAgentFailure(V1ContainerStateTerminated end) =>
        end.Message?.StartsWith(AgentMark, StringComparison.Ordinal) == true;

    // Argo's words: "main: Error (exit code 3)".
    private static string Text(string container, V1ContainerStateTerminated end)
    {
        var text = $"{container}: {(string.IsNullOrEmpty(end.Reason) ? "Error" : end.Reason)} (exit code {end.ExitCode})";
        return string.IsNullOrWhiteSpace(end.Message) ? text : $"{text}: {end.Message.Trim()}";
    }

    private static string OutOfMemory(V1Pod pod, V1ContainerStateTerminated end, string name)
    {
        var limits = pod.Spec.Containers.FirstOrDefault(container => container.Name == name)?.Resources?.Limits;
        var limit = limits is not null && limits.TryGetValue("memory", out var memory) ? $"its limit of {memory}" : "what its node has";
        return $"{name}: OOMKilled (exit code {end.ExitCode}): the container needs more memory than {limit}; raise resources.limits.memory";
    }
}
