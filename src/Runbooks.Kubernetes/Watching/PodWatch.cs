using System.Collections.Concurrent;
using k8s;
using k8s.Models;
using Runbooks.Kubernetes.Clusters;
using Runbooks.Kubernetes.Pods;

namespace Runbooks.Kubernetes.Watching;

/// <summary>
/// The one watch on the Pods of a namespace. It goes on from the last resource version after a disconnect, lists anew when that is too
/// old, and stops by itself when nobody listens.
/// </summary>
internal sealed class PodWatch(IKubernetes client, string @namespace, TimeProvider time) : IAsyncDisposable
{
    // The server ends the watch after this; a listener-less watch lives no longer.
    private const int WatchSeconds = 240;

    // Those that have ended would make lists long, and have no news; one that is expected is looked up.
    private const string NotEnded = "status.phase!=Succeeded,status.phase!=Failed";

    private readonly ConcurrentDictionary<string, PodSubscription> _subscriptions = new(StringComparer.Ordinal);
    private readonly CancellationTokenSource _stop = new();
    private readonly Lock _gate = new();
    private TaskCompletionSource _listed = New();
    private Task _loop = Task.CompletedTask;

    /// <summary>What keeps the watch from working at the moment, or null.</summary>
    public string? Trouble { get; private set; }

    /// <summary>Listens to a Pod, which need not exist yet.</summary>
    public PodSubscription Subscribe(string podName)
    {
        var subscription = new PodSubscription(podName, ended => _subscriptions.TryRemove(KeyValuePair.Create(ended.PodName, ended)));
        lock (_gate)
        {
            _subscriptions.AddOrUpdate(podName, subscription, (_, earlier) =>
            {
                earlier.Fail(new InvalidOperationException("another attempt has taken over this Pod"));
                return subscription;
            });
            if (_loop.IsCompleted) Start();
        }
        return subscription;
    }

    /// <summary>Ends when the watch has seen the namespace once: no Pod is made that can't be watched.</summary>
    public Task ReadyAsync(CancellationToken cancellation) => _listed.Task.WaitAsync(cancellation);

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _loop;
        _stop.Dispose();
    }

    private static TaskCompletionSource New() => new(TaskCreationOptions.RunContinuationsAsynchronously);

    private void Start()
    {
        if (_listed.Task.IsCompleted) _listed = New();
        _loop = Task.Run(RunAsync);
    }

    private async Task RunAsync()
    {
        var watch = new ResumableWatch(ListAsync, WatchAsync);
        var pauses = new WatchPauses(time);
        while (!_stop.IsCancellationRequested && !EndIfIdle())
        {
            pauses.Begin();
            var failure = await watch.GoOnAsync();
            if (failure is { MayPass: false, Kind: not ApiFailureKind.Expired })
            {
                FailAll(failure);
                return;
            }
            Trouble = failure?.Message;
            await pauses.WaitAsync(_stop.Token);
        }
    }

    private bool EndIfIdle()
    {
        lock (_gate)
        {
            if (!_subscriptions.IsEmpty) return false;
            _loop = Task.CompletedTask;
            return true;
        }
    }

    private void FailAll(ApiFailure failure)
    {
        var exception = new ClusterUnreachableException($"Pods can't be watched: {Rbac.Explain(failure, @namespace)}");
        lock (_gate)
        {
            _listed.TrySetException(exception);
            foreach (var subscription in _subscriptions.Values) subscription.Fail(exception);
            _loop = Task.CompletedTask;
        }
    }

    private async Task<string> ListAsync()
    {
        var expected = _subscriptions.Values.Where(subscription => subscription.Uid is not null).ToList();
        var list = await client.CoreV1.ListNamespacedPodAsync(@namespace, labelSelector: PodLabels.Selector, fieldSelector: NotEnded, cancellationToken: _stop.Token);
        var names = new HashSet<string>(StringComparer.Ordinal);
        foreach (var pod in list.Items)
        {
            names.Add(pod.Metadata.Name);
            Publish(new PodState(pod));
        }
        foreach (var missing in expected.Where(subscription => !names.Contains(subscription.PodName))) await LookUpAsync(missing);
        Trouble = null;
        _listed.TrySetResult();
        return list.Metadata.ResourceVersion;
    }

    /// <summary>Not in the list: gone, or ended. While that is asked, its step may come to mean another Pod of the name, or none.</summary>
    private async Task LookUpAsync(PodSubscription missing)
    {
        if (missing.Uid is not { } uid) return;
        try
        {
            missing.Publish(new PodState(await client.CoreV1.ReadNamespacedPodAsync(missing.PodName, @namespace, cancellationToken: _stop.Token)));
        }
        catch (Exception e) when (ApiFailure.Of(e).Kind == ApiFailureKind.NotFound)
        {
            missing.Publish(new PodState(uid, null, IsGone: true));
        }
    }

    /// <returns>The resource version after each event.</returns>
    private async IAsyncEnumerable<string> WatchAsync(string version)
    {
        Exception? error = null;
        var events = client.CoreV1.WatchListNamespacedPodAsync(@namespace, labelSelector: PodLabels.Selector, resourceVersion: version,
            allowWatchBookmarks: true, timeoutSeconds: WatchSeconds, onError: e => error = e, cancellationToken: _stop.Token);
        await foreach (var (type, pod) in events)
        {
            Trouble = null;
            if (type is WatchEventType.Added or WatchEventType.Modified) Publish(new PodState(pod));
            if (type is WatchEventType.Deleted) Publish(new PodState(pod, isGone: !IsCompleted(pod)));
            if (error is not null) throw error;
            yield return pod.Metadata.ResourceVersion;
        }
        if (error is not null) throw error;
    }

    // Judged by another process: that it is removed, or leaves what that process watches, changes nothing.
    private static bool IsCompleted(V1Pod pod) => pod.GetLabel(PodLabels.Completed) == "true";

    private void Publish(PodState state)
    {
        if (_subscriptions.TryGetValue(state.Pod!.Metadata.Name, out var subscription)) subscription.Publish(state);
    }
}
