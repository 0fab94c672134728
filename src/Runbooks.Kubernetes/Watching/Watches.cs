using System.Collections.Concurrent;
using k8s;

namespace Runbooks.Kubernetes.Watching;

/// <summary>One <see cref="PodWatch"/> and at most one <see cref="EventWatch"/> per namespace, shared by every step of the process.</summary>
internal sealed class Watches(IKubernetes client, TimeProvider time) : IAsyncDisposable
{
    private readonly ConcurrentDictionary<string, PodWatch> _pods = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, EventWatch> _events = new(StringComparer.Ordinal);

    public PodWatch PodsOf(string @namespace) => _pods.GetOrAdd(@namespace, name => new PodWatch(client, name, time));

    public EventWatch EventsOf(string @namespace) => _events.GetOrAdd(@namespace, name => new EventWatch(client, name, time));

    public async ValueTask DisposeAsync()
    {
        foreach (var watch in _pods.Values) await watch.DisposeAsync();
        foreach (var watch in _events.Values) await watch.DisposeAsync();
    }
}
