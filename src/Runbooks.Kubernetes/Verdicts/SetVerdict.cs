using k8s.Models;
using Runbooks.Engine.Runs;
using Runbooks.Engine.Steps;
using Runbooks.Kubernetes.Pods;

namespace Runbooks.Kubernetes.Verdicts;

/// <summary>Reads a Pod with the containers of a set: it has ended when all of them have, or one that others wait for has failed.</summary>
internal static class SetVerdict
{
    public static bool IsSet(V1Pod pod) => pod.Metadata.Annotations?.ContainsKey(PodLabels.ContainerSet) == true;

    /// <summary>Null if it has not ended.</summary>
    public static PodReading.Ended? Read(V1Pod pod)
    {
        var all = Statuses(pod);
        // What happened to the Pod as a whole says more than how its containers were killed.
        if (pod.Status is { Phase: "Failed", Reason.Length: > 0 }) return null;
        if (Exit.OfInit(pod) is { } init) return init;
        if (all.Count < Names(pod).Length || all.Any(status => status.State?.Terminated is null)) return null;
        var exitCode = all.FirstOrDefault(status => status.Name == PodBuilder.Main)?.State.Terminated.ExitCode;
        return all.FirstOrDefault(status => status.State.Terminated.ExitCode != 0) is { } failed
            ? new PodReading.Ended(NodePhase.Failed, Exit.Text(failed.Name, failed.State.Terminated), exitCode)
            : new PodReading.Ended(NodePhase.Succeeded, null, exitCode);
    }

    /// <summary>A container that runs, or else the one that is to run next.</summary>
    public static V1ContainerStatus? Current(V1Pod pod)
    {
        var all = Statuses(pod);
        return all.FirstOrDefault(status => status.State?.Running is not null) ?? all.FirstOrDefault(status => status.State?.Terminated is null);
    }

    /// <summary>How each container ended; null if the Pod has no set.</summary>
    public static IReadOnlyList<ContainerEnd>? Containers(V1Pod pod)
    {
        if (!IsSet(pod)) return null;
        var statuses = Statuses(pod).ToDictionary(status => status.Name, StringComparer.Ordinal);
        return [.. Names(pod).Select(name => End(name, statuses.GetValueOrDefault(name)?.State?.Terminated))];
    }

    private static ContainerEnd End(string name, V1ContainerStateTerminated? end) => end is null
        ? new ContainerEnd(name, NodePhase.Failed, "it never ran: one that it waits for has failed, or the Pod was ended before", null, null)
        : new ContainerEnd(name, end.ExitCode == 0 ? NodePhase.Succeeded : NodePhase.Failed, end.ExitCode == 0 ? null : Exit.Text(name, end), Time(end.StartedAt), Time(end.FinishedAt));

    private static DateTimeOffset? Time(DateTime? time) => time is { } known ? new DateTimeOffset(known.ToUniversalTime(), TimeSpan.Zero) : null;

    private static List<V1ContainerStatus> Statuses(V1Pod pod)
    {
        var names = Names(pod);
        return [.. (pod.Status?.InitContainerStatuses ?? []).Concat(pod.Status?.ContainerStatuses ?? []).Where(status => names.Contains(status.Name))];
    }

    private static string[] Names(V1Pod pod) => pod.Metadata.Annotations[PodLabels.ContainerSet].Split(' ');
}
