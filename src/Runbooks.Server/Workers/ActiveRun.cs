using System.Collections.Concurrent;
using Runbooks.Engine.Runs;
using Runbooks.Server.Secrets;
using Runbooks.Server.Storage;

namespace Runbooks.Server.Workers;

/// <summary>
/// A run that this worker has the lease of: its state in memory, and what has happened to it since the last decision. Any thread may
/// tell it news; one at a time advances it.
/// </summary>
internal sealed class ActiveRun : IDisposable
{
    private const int Idle = 0, Scheduled = 1, Advancing = 2, AdvancingWithNews = 3;

    /// <summary>Timers can't wait for ever; one that rings before its time is set anew.</summary>
    private static readonly TimeSpan LongestAlarm = TimeSpan.FromDays(1);

    private readonly ConcurrentQueue<RunEvent> _mailbox = new();
    private readonly CancellationTokenSource _abandoned = new();
    private readonly ProgressBoard _progress;
    private readonly TimeProvider _time;
    private readonly Action<ActiveRun> _due;
    private readonly int _inherited;
    private readonly HashSet<int> _gated;
    private int _activity;
    private int _hasRequests = 1;
    private ITimer? _alarm;
    private DateTimeOffset? _alarmAt;

    /// <param name="due">Called when the run has news and nobody is about to advance it: the one called has to.</param>
    public ActiveRun(Lease lease, RunState state, TimeProvider time, Action<ActiveRun> due)
    {
        Lease = lease;
        State = state;
        _inherited = state.NextNumber;
        _gated = [.. state.Nodes.Where(node => node.IsGated).Select(node => node.Number)];
        _time = time;
        _due = due;
        _progress = new ProgressBoard(time, Wake);
    }

    public Lease Lease { get; }
    public RunState State { get; }
    public string Id => Lease.RunId;

    /// <summary>A worker before this one may have begun to carry the node out.</summary>
    public bool IsInherited(Node node) => node.Number < _inherited && !_gated.Contains(node.Number);

    public SecretMask Mask { get; } = new();

    /// <summary>The leaf steps under way in this process, by their nodes' numbers.</summary>
    public ConcurrentDictionary<int, RunningStep> Steps { get; } = new();

    /// <summary>Cancelled when the worker gives the run up.</summary>
    public CancellationToken Abandoned => _abandoned.Token;

    /// <summary>Something has happened that must be decided on.</summary>
    public void Tell(RunEvent e)
    {
        _mailbox.Enqueue(e);
        Wake();
    }

    /// <summary>The store has requests to the run: they are read when it is advanced next. One that is taken up may have some from before.</summary>
    public void TellOfRequests()
    {
        Volatile.Write(ref _hasRequests, 1);
        Wake();
    }

    /// <summary>A step says how it is; may be thinned out.</summary>
    public void Report(NodeProgressed progress) => _progress.Post(progress);

    /// <summary>Has the run looked at.</summary>
    public void Wake()
    {
        while (true)
        {
            var activity = Volatile.Read(ref _activity);
            var next = activity switch { Idle => Scheduled, Advancing => AdvancingWithNews, _ => activity };
            if (Interlocked.CompareExchange(ref _activity, next, activity) != activity) continue;
            if (activity == Idle) _due(this);
            return;
        }
    }

    /// <summary>
    /// Decides on what has happened, stores the decision, and returns it to be carried out. If it throws, the state in memory
    /// may be ahead of the store: the run must be abandoned and replayed.
    /// </summary>
    public async Task<Decision> AdvanceAsync(RunStore store)
    {
        // A full fence: news told before it is in the mailbox below, news told after it makes EndAdvance say so.
        Interlocked.Exchange(ref _activity, Advancing);
        var now = _time.GetUtcNow();
        var incoming = Incoming(now);
        if (State.IsFinished) return new Decision([], [], null);
        var requests = Interlocked.Exchange(ref _hasRequests, 0) == 1 ? store.ReadRequests(Id) : RequestPage.Empty;
        incoming.AddRange(requests.Events);
        var decision = Decider.Decide(State, incoming, now);
        if (decision.Events.Count > 0) await store.AppendAsync(Lease, decision.Events, requests.Position, decision.LetGo, State.ExpiresAt);
        return decision;
    }

    /// <summary>True: news came meanwhile, and the caller has to advance the run again.</summary>
    public bool EndAdvance()
    {
        if (Interlocked.CompareExchange(ref _activity, Idle, Advancing) == Advancing) return false;
        Volatile.Write(ref _activity, Scheduled);
        return true;
    }

    /// <summary>
    /// Wakes the run at a time, in place of the time set before. Nothing of it is stored: until its end a run is due, so whoever takes it
    /// up after a crash decides anew, and learns the time from that.
    /// </summary>
    public void SetAlarm(DateTimeOffset? at)
    {
        if (at == _alarmAt) return;
        _alarm?.Dispose();
        _alarmAt = at;
        if (at is not { } when) return;
        var wait = when - _time.GetUtcNow();
        var bounded = wait < TimeSpan.Zero ? TimeSpan.Zero : wait > LongestAlarm ? LongestAlarm : wait;
        _alarm = _time.CreateTimer(_ => Ring(), null, bounded, Timeout.InfiniteTimeSpan);
    }

    public void Abandon()
    {
        _progress.Dispose();
        _abandoned.Cancel();
        _alarm?.Dispose();
    }

    public void Dispose()
    {
        _alarm?.Dispose();
        _progress.Dispose();
        _abandoned.Dispose();
    }

    /// <summary>A timer may ring a little early: it is set anew then.</summary>
    private void Ring()
    {
        _alarmAt = null;
        Wake();
    }

    private List<RunEvent> Incoming(DateTimeOffset now)
    {
        var incoming = new List<RunEvent>();
        while (_mailbox.TryDequeue(out var e))
            incoming.Add(e is NodeFinished finished && _progress.Take(finished.Node) is { } last
                ? finished with { HostNodeName = finished.HostNodeName ?? last.HostNodeName, Place = finished.Place ?? last.Place }
                : e);
        incoming.AddRange(_progress.TakeDue(now));
        return incoming;
    }
}
