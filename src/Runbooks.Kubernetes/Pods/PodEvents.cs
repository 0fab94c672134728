using k8s;
using k8s.Models;

namespace Runbooks.Kubernetes.Pods;

/// <summary>A Pod's status does not tell why its volumes can't be mounted; its Events do.</summary>
internal sealed class PodEvents(IKubernetes client)
{
    /// <summary>The newest Event of a Pod if that is a warning; null if all is well or we may not read Events.</summary>
    public async Task<Corev1Event?> WarningAsync(V1Pod pod, CancellationToken cancellation)
    {
        try
        {
            var events = await client.CoreV1.ListNamespacedEventAsync(pod.Metadata.NamespaceProperty,
                fieldSelector: $"involvedObject.uid={pod.Metadata.Uid}", limit: 100, cancellationToken: cancellation);
            var newest = events.Items.MaxBy(Order);
            return newest?.Type == "Warning" ? newest : null;
        }
        catch (Exception) when (!cancellation.IsCancellationRequested)
        {
            return null;
        }
    }

    // Times are whole seconds, too coarse to tell a mishap from its cure.
    private static long Order(Corev1Event item) => long.TryParse(item.Metadata.ResourceVersion, out var version) ? version : 0;
}
