using System.Collections.Concurrent;
using k8s;
using k8s.Models;
using Runbooks.Kubernetes.Clusters;

namespace Runbooks.Kubernetes.Watching;

/// <summary>
/// The one watch on the Events of a namespace's Pods, shared by the steps whose Pods have waited for so long that a reason is wanted. It begins with
/// the first question, from then on, as mishaps are reported again and again; it ends when nobody has asked for some time.
/// </summary>
internal sealed class EventWatch(IKubernetes client, string @namespace, TimeProvider time) : IAsyncDisposable
{
    private const int WatchSeconds = 240;
    private const string OfPods = "involvedObject.kind=Pod";

    // Other people's Pods are seen, too.
    private const int MostKept = 10_000;

    private static readonly TimeSpan Idle = TimeSpan.FromMinutes(3);

    private readonly ConcurrentDictionary<string, Corev1Event> _newest = new(StringComparer.Ordinal);
    private readonly CancellationTokenSource _stop = new();
    private readonly Lock _gate = new();
    private Task _loop = Task.CompletedTask;
    private long _asked;

    /// <summary>The newest Event of a Pod if that is a warning; null if all is well, if none has come since the first question, or if we may not watch Events.</summary>
    public Corev1Event? Warning(V1Pod pod)
    {
        lock (_gate)
        {
            _asked = time.GetTimestamp();
            if (_loop.IsCompleted && !_stop.IsCancellationRequested) _loop = Task.Run(RunAsync);
        }
        return _newest.TryGetValue(pod.Metadata.Uid, out var newest) && newest.Type == "Warning" ? newest : null;
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _loop;
        _stop.Dispose();
    }

    private async Task RunAsync()
    {
        var watch = new ResumableWatch(VersionAsync, WatchAsync);
        var pauses = new WatchPauses(time);
        while (!_stop.IsCancellationRequested && time.GetElapsedTime(Volatile.Read(ref _asked)) < Idle)
        {
            pauses.Begin();
            if (await watch.GoOnAsync() is { MayPass: false, Kind: not ApiFailureKind.Expired }) break;
            await pauses.WaitAsync(_stop.Token);
        }
        _newest.Clear();
    }

    private async Task<string> VersionAsync() =>
        (await client.CoreV1.ListNamespacedEventAsync(@namespace, fieldSelector: OfPods, limit: 1, cancellationToken: _stop.Token)).Metadata.ResourceVersion;

    private async IAsyncEnumerable<string> WatchAsync(string version)
    {
        Exception? error = null;
        var events = client.CoreV1.WatchListNamespacedEventAsync(@namespace, fieldSelector: OfPods, resourceVersion: version,
            timeoutSeconds: WatchSeconds, onError: e => error = e, cancellationToken: _stop.Token);
        await foreach (var (type, item) in events)
        {
            if (error is not null) throw error;
            if (_newest.Count >= MostKept) _newest.Clear();
            if (type is WatchEventType.Added or WatchEventType.Modified && item.InvolvedObject?.Uid is { } pod) _newest[pod] = item;
            yield return item.Metadata.ResourceVersion;
        }
        if (error is not null) throw error;
    }
}
