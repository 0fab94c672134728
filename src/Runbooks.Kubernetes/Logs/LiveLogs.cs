namespace Runbooks.Kubernetes.Logs;

/// <summary>Places for logs that are followed while their Pods run: each takes a connection to a node.</summary>
internal sealed class LiveLogs(int places) : IDisposable
{
    private readonly SemaphoreSlim _free = new(places);

    /// <summary>A place, or null if all are taken.</summary>
    public IDisposable? TryEnter() => _free.Wait(0) ? new Place(_free) : null;

    public void Dispose() => _free.Dispose();

    private sealed class Place(SemaphoreSlim free) : IDisposable
    {
        public void Dispose() => free.Release();
    }
}
