using System.Threading.Channels;
using k8s;
using k8s.Models;

namespace Runbooks.Kubernetes.Pods;

/// <summary>
/// Marks Pods whose steps have ended, for people who look for them by Argo's label; nothing of ours reads it. So it is done in the background, when no
/// step is under way that would have to wait for the API, or some time after the step's end. Of a backlog that grows beyond all measure the oldest stay unmarked.
/// </summary>
internal sealed class CompletionMarks : IAsyncDisposable
{
    private const int AtOnce = 4;
    private const int MostAwaited = 50_000;

    private static readonly TimeSpan LongestDelay = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan LastChance = TimeSpan.FromSeconds(5);
    private static readonly V1Patch Mark = new($"{{\"metadata\":{{\"labels\":{{\"{PodLabels.Completed}\":\"true\"}}}}}}", V1Patch.PatchType.MergePatch);

    private readonly Channel<Ended> _ended = Channel.CreateBounded<Ended>(new BoundedChannelOptions(MostAwaited) { FullMode = BoundedChannelFullMode.DropOldest, SingleReader = true });
    private readonly CancellationTokenSource _stop = new();
    private readonly IKubernetes _client;
    private readonly TimeProvider _time;
    private readonly Task _loop;
    private readonly Lock _gate = new();
    private TaskCompletionSource _quiet = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int _underWay;
    private bool _isClosing;

    public CompletionMarks(IKubernetes client, TimeProvider time)
    {
        (_client, _time) = (client, time);
        _quiet.SetResult();
        _loop = RunAsync();
    }

    /// <summary>A step begins; it ends when what is returned is disposed of.</summary>
    public IDisposable Enter()
    {
        lock (_gate)
            if (_underWay++ == 0 && !_isClosing) _quiet = new(TaskCreationOptions.RunContinuationsAsynchronously);
        return new Step(this);
    }

    public void Add(V1Pod pod) => _ended.Writer.TryWrite(new Ended(pod.Metadata.NamespaceProperty, pod.Metadata.Name, _time.GetUtcNow() + LongestDelay));

    public async ValueTask DisposeAsync()
    {
        lock (_gate)
        {
            _isClosing = true;
            _quiet.TrySetResult();
        }
        _ended.Writer.TryComplete();
        await Task.WhenAny(_loop, Task.Delay(LastChance, _time, CancellationToken.None));
        await _stop.CancelAsync();
        await _loop;
        _stop.Dispose();
    }

    private Task RunAsync() => Parallel.ForEachAsync(_ended.Reader.ReadAllAsync(CancellationToken.None), new ParallelOptions { MaxDegreeOfParallelism = AtOnce },
        async (ended, _) => await MarkAsync(ended));

    private async Task MarkAsync(Ended ended)
    {
        try
        {
            Task quiet;
            lock (_gate) quiet = _quiet.Task;
            var left = ended.Due - _time.GetUtcNow();
            if (left > TimeSpan.Zero) await quiet.WaitAsync(left, _time, _stop.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            await _client.CoreV1.PatchNamespacedPodAsync(Mark, ended.Name, ended.Namespace, cancellationToken: _stop.Token);
        }
        catch (Exception)
        {
            // Removed meanwhile, or not permitted: the Pod looks unfinished to those who go by the label, that is all.
        }
    }

    private void Leave()
    {
        lock (_gate)
            if (--_underWay == 0) _quiet.TrySetResult();
    }

    private readonly record struct Ended(string Namespace, string Name, DateTimeOffset Due);

    private sealed class Step(CompletionMarks marks) : IDisposable
    {
        public void Dispose() => marks.Leave();
    }
}
