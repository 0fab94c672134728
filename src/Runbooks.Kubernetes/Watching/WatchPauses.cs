using Runbooks.Kubernetes.Clusters;

namespace Runbooks.Kubernetes.Watching;

/// <summary>The pause after each watch, however it ended: a server that ends them at once is asked less and less often.</summary>
internal sealed class WatchPauses(TimeProvider time)
{
    // A watch that has held so long makes the pauses short again.
    private static readonly TimeSpan Healthy = TimeSpan.FromSeconds(5);

    private Backoff _backoff = new();
    private long _begin;

    public void Begin() => _begin = time.GetTimestamp();

    public async Task WaitAsync(CancellationToken stop)
    {
        if (time.GetElapsedTime(_begin) > Healthy) _backoff = new Backoff();
        await _backoff.WaitAsync(time, stop).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }
}
