using k8s.Models;

namespace Runbooks.Kubernetes.Watching;

/// <summary>A Pod as last seen.</summary>
/// <param name="Uid">Which of those that had its name, one after the other.</param>
/// <param name="Pod">Its last state; null if nobody saw one.</param>
/// <param name="IsGone">It has been removed from the cluster.</param>
internal sealed record PodState(string? Uid, V1Pod? Pod, bool IsGone = false)
{
    public PodState(V1Pod pod, bool isGone = false)
        : this(pod.Metadata.Uid, pod, isGone)
    {
    }
}
