using System.Threading.Channels;

namespace Runbooks.Kubernetes.Watching;

/// <summary>The news of one Pod. Only the latest state is kept: a reader that is late misses the steps between, never the last one.</summary>
internal sealed class PodSubscription(string podName, Action<PodSubscription> onDispose) : IDisposable
{
    private readonly Channel<PodState> _states = Channel.CreateBounded<PodState>(new BoundedChannelOptions(1)
    {
        FullMode = BoundedChannelFullMode.DropOldest,
        SingleReader = true,
    });

    public string PodName { get; } = podName;

    /// <summary>
    /// The Pod that is meant, not one of the same name before it; null for any. It was there when the reader last looked: if a list lacks it, it is gone.
    /// </summary>
    public string? Uid { get; set; }

    public void Publish(PodState state) => _states.Writer.TryWrite(state);

    /// <summary>Ends the subscription with an error that waiting can't cure.</summary>
    public void Fail(Exception exception) => _states.Writer.TryComplete(exception);

    /// <summary>The next state, or null if none came in time.</summary>
    public async Task<PodState?> NextAsync(TimeSpan patience, TimeProvider time, CancellationToken cancellation)
    {
        try
        {
            await _states.Reader.WaitToReadAsync(cancellation).AsTask().WaitAsync(patience, time, cancellation);
            return _states.Reader.TryRead(out var state) && (Uid is null || state.Uid == Uid) ? state : null;
        }
        catch (TimeoutException)
        {
            return null;
        }
    }

    public void Dispose() => onDispose(this);
}
