namespace Runbooks.Kubernetes.Logs;

/// <summary>Places for logs that are followed while their Pods run: each takes a connection to a node.</summary>
internal sealed class LiveLogs(int places) : IDisposable
{
    // Most steps are over sooner, the more so the fewer run at once; following them would only cost.
    private static readonly TimeSpan Least = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan ForEach = TimeSpan.FromMilliseconds(100);

    private readonly SemaphoreSlim _free = new(places);
    private int _underWay;

    /// <summary>A step is under way until what is returned is disposed of.</summary>
    public IDisposable Begin()
    {
        Interlocked.Increment(ref _underWay);
        return new Held(() => Interlocked.Decrement(ref _underWay));
    }

    /// <summary>A place after a while, or null if all are taken by then.</summary>
    public async Task<IDisposable?> EnterAsync(TimeProvider time, CancellationToken cancellation)
    {
        await Task.Delay(Least + ForEach * Math.Clamp(Volatile.Read(ref _underWay) - 1, 0, places), time, cancellation);
        return _free.Wait(0, CancellationToken.None) ? new Held(() => _free.Release()) : null;
    }

    public void Dispose() => _free.Dispose();

    private sealed class Held(Action release) : IDisposable
    {
        public void Dispose() => release();
    }
}
