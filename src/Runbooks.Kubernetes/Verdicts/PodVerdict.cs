using k8s.Models;
using Runbooks.Engine.Runs;
using Runbooks.Kubernetes.Pods;

namespace Runbooks.Kubernetes.Verdicts;

/// <summary>Reads a Pod's state. The order matters: what ended the container by itself comes before what happened to the Pod around it.</summary>
internal static class PodVerdict
{
    /// <param name="isGone">The Pod has been removed; <paramref name="pod"/> is its last state, if one was seen.</param>
    /// <param name="mains">The author's containers, if they are several: all must succeed, and the first that fails decides.</param>
    public static PodReading Read(V1Pod? pod, bool isGone = false, IReadOnlyList<string>? mains = null)
    {
        if (pod is null) return Deleted(null);
        var statuses = (mains ?? OnlyMain).Select(name => pod.Status?.ContainerStatuses?.FirstOrDefault(status => status.Name == name)).ToList();
        var ended = statuses.OfType<V1ContainerStatus>().Where(status => status.State?.Terminated is { } end && !WasStoppedByDeletion(pod, end)).ToList();
        if (ended.Find(status => status.State.Terminated.ExitCode != 0) is { } failed) return Exit.Read(pod, failed.State.Terminated, failed.Name);
        if (ended.Count == statuses.Count) return Exit.Read(pod, ended[^1].State.Terminated, ended[^1].Name);
        var main = statuses.Find(status => status?.State?.Running is not null) ?? statuses[0];
        if (isGone) return Deleted(pod);
        if (pod.Metadata.DeletionTimestamp is not null) return Leaving(pod);
        if (pod.Status?.Phase == "Failed") return BrokenOff(pod);
        if (pod.Status?.Phase == "Unknown") return new PodReading.Waiting($"node {pod.Spec.NodeName} does not answer", Obstacle.None);
        if (main?.State?.Running is not null) return new PodReading.Running(pod.Spec.NodeName, IsReady(pod) ? pod.Status!.PodIP : null);
        return Startup.Read(pod, main);
    }

    private static readonly string[] OnlyMain = [PodBuilder.Main];

    private static bool IsReady(V1Pod pod) => pod.Status is { Phase: "Running", PodIP.Length: > 0 } && pod.Status.ContainerStatuses.All(status => status.Ready);

    // A container that ends after its Pod was asked to go has most likely been killed for it.
    private static bool WasStoppedByDeletion(V1Pod pod, V1ContainerStateTerminated end)
    {
        if (pod.Metadata.DeletionTimestamp is not { } deadline || end.ExitCode == 0) return false;
        var asked = deadline - TimeSpan.FromSeconds(pod.Metadata.DeletionGracePeriodSeconds ?? 0);
        return end.FinishedAt is null || end.FinishedAt >= asked;
    }

    private static PodReading Leaving(V1Pod pod)
    {
        // A container may begin all the same; the node's last word tells.
        if (pod.Spec.NodeName is not null && !HasBegun(pod)) return Confirming(pod);
        var isStopped = pod.Status?.ContainerStatuses?.All(status => status.State?.Running is null) ?? true;
        return isStopped
            ? Deleted(pod)
            : Confirming(pod);
    }

    private static PodReading.Waiting Confirming(V1Pod pod) => new($"Pod is being deleted; waiting for node {pod.Spec.NodeName} to confirm it", Obstacle.NodeLost);

    private static PodReading.Ended Deleted(V1Pod? pod)
    {
        var cause = pod?.Status?.Conditions?.FirstOrDefault(condition => condition is { Type: "DisruptionTarget", Status: "True" });
        var reason = cause is null ? "someone or something outside this run deleted it before it ended" : $"{cause.Reason}: {cause.Message}";
        return new PodReading.Ended(NodePhase.Error, $"Pod deleted: {reason}", null) { NeverBegan = pod is not null && !HasBegun(pod) };
    }

    private static bool HasBegun(V1Pod pod) => pod.Status?.Phase is not (null or "" or "Pending")
        || (pod.Status!.InitContainerStatuses ?? []).Concat(pod.Status.ContainerStatuses ?? []).Any(status => status.State?.Running is not null || status.State?.Terminated is not null);

    /// <summary>The Pod as a whole has failed and the main container has no end of its own.</summary>
    private static PodReading.Ended BrokenOff(V1Pod pod)
    {
        if (Exit.OfInit(pod) is { } init) return init;
        var (reason, message) = (pod.Status.Reason, pod.Status.Message);
        if (reason == "NodeLost") return new PodReading.Ended(NodePhase.Error, $"node {pod.Spec.NodeName} is lost: {message}", null);
        if (string.IsNullOrEmpty(message) && pod.Status.ContainerStatuses?.FirstOrDefault(status => status.State?.Waiting is not null) is { } unborn)
            return new PodReading.Ended(NodePhase.Error, $"Pod failed before {unborn.Name} container starts due to {unborn.State.Waiting.Reason}: {unborn.State.Waiting.Message}", null);
        var text = (reason, message) switch
        {
            // As Argo says it.
            ("DeadlineExceeded", { Length: > 0 }) => message,
            (null or "", null or "") => "Pod failed and Kubernetes does not say why",
            (null or "", _) => message,
            (_, null or "") => reason,
            _ => $"{reason}: {message}",
        };
        return new PodReading.Ended(NodePhase.Failed, text.Trim(), null);
    }
}
