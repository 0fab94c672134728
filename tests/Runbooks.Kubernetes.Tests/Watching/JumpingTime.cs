using System.Collections.Concurrent;

namespace Runbooks.Kubernetes.Tests.Watching;

/// <summary>A clock on which every wait is over at once; it keeps how long each would have taken.</summary>
internal sealed class JumpingTime : TimeProvider
{
    public ConcurrentQueue<TimeSpan> Waits { get; } = new();

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        Waits.Enqueue(dueTime);
        return System.CreateTimer(callback, state, TimeSpan.Zero, period);
    }
}
