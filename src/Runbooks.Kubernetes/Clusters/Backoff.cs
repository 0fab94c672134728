namespace Runbooks.Kubernetes.Clusters;

/// <summary>Growing pauses between tries of a call, with jitter: 0.2 s, doubling, to 10 s.</summary>
internal sealed class Backoff
{
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(10);

    private TimeSpan _next = TimeSpan.FromMilliseconds(200);

    public Task WaitAsync(TimeProvider time, CancellationToken cancellation)
    {
        var pause = _next * (0.75 + Random.Shared.NextDouble() / 2);
        _next = _next * 2 < Longest ? _next * 2 : Longest;
        return Task.Delay(pause, time, cancellation);
    }
}
