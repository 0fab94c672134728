using System.Collections.Concurrent;
using Runbooks.Engine.Runs;

namespace Runbooks.Server.Workers;

/// <summary>
/// What the steps of a run last said of themselves. It is passed on when it has stood for a moment: most steps are over, or say
/// something else, before anyone could have read it, and each event costs.
/// </summary>
internal sealed class ProgressBoard : IDisposable
{
    private static readonly TimeSpan Moment = TimeSpan.FromMilliseconds(100);

    private readonly ConcurrentDictionary<int, NodeProgressed> _latest = new();
    private readonly ITimer _timer;
    private int _isArmed;

    /// <param name="wake">Called when there is something to pass on.</param>
    public ProgressBoard(TimeProvider time, Action wake) =>
        _timer = time.CreateTimer(_ => wake(), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);

    public void Post(NodeProgressed progress)
    {
        _latest[progress.Node] = progress;
        Arm();
    }

    /// <summary>The step is over: what it said last, if that was not passed on.</summary>
    public NodeProgressed? Take(int node) => _latest.TryRemove(node, out var last) ? last : null;

    /// <summary>What has stood long enough.</summary>
    public List<NodeProgressed> TakeDue(DateTimeOffset now)
    {
        // A full fence before looking: what is posted after it arms the timer again.
        Interlocked.Exchange(ref _isArmed, 0);
        var due = _latest.Where(latest => latest.Value.At + Moment <= now).Where(_latest.TryRemove).Select(latest => latest.Value).ToList();
        if (!_latest.IsEmpty) Arm();
        return due;
    }

    public void Dispose() => _timer.Dispose();

    private void Arm()
    {
        if (Interlocked.Exchange(ref _isArmed, 1) == 0) _timer.Change(Moment, Timeout.InfiniteTimeSpan);
    }
}
