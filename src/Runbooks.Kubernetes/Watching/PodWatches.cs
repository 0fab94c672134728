using System.Collections.Concurrent;
using k8s;

namespace Runbooks.Kubernetes.Watching;

/// <summary>One <see cref="PodWatch"/> per namespace, shared by every step of the process.</summary>
internal sealed class PodWatches(IKubernetes client, TimeProvider time) : IAsyncDisposable
{
    private readonly ConcurrentDictionary<string, PodWatch> _watches = new(StringComparer.Ordinal);

    public PodWatch Of(string @namespace) => _watches.GetOrAdd(@namespace, name => new PodWatch(client, name, time));

    public async ValueTask DisposeAsync()
    {
        foreach (var watch in _watches.Values) await watch.DisposeAsync();
    }
}
