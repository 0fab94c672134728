using k8s.Models;

namespace Runbooks.Kubernetes.Watching;

/// <summary>A Pod as last seen.</summary>
/// <param name="IsGone">It has been removed from the cluster; <paramref name="Pod"/> is its last state, or null if nobody saw one.</param>
internal sealed record PodState(V1Pod? Pod, bool IsGone = false);
