using System.Collections.Concurrent;
using Runbooks.Engine.Runs;
using Runbooks.Engine.Steps;
using Runbooks.Server.Secrets;
using Runbooks.Server.Storage;

namespace Runbooks.Server.Workers;

/// <summary>
/// A run that this worker has the lease of: its state in memory, and what has happened to it since the last decision. Any thread may
/// tell it news, or ask for a look at its state; one at a time advances it, and that is the run's own turn: only there its state, and the nodes
/// in it, are read or written.
/// </summary>
internal sealed class ActiveRun : IDisposable
{
    private const int Idle = 0, Scheduled = 1, Advancing = 2, AdvancingWithNews = 3;

    /// <summary>Timers can't wait for ever; one that rings before its time is set anew.</summary>
    private static readonly TimeSpan LongestAlarm = TimeSpan.FromDays(1);

    private readonly ConcurrentQueue<(RunEvent Event, TaskCompletionSource? Stored)> _mailbox = new();
    private readonly ConcurrentQueue<Action<RunState>> _looks = new();
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
        Identity = state.Run;
        _inherited = state.NextNumber;
        _gated = [.. state.Nodes.Where(node => node.IsGated).Select(node => node.Number)];
        _time = time;
        _due = due;
        _progress = new ProgressBoard(time, Wake);
    }

    public Lease Lease { get; }

    /// <summary>For the run's own turn only.</summary>
    public RunState State { get; }

    public RunIdentity Identity { get; }

    public string Id => Lease.RunId;

    /// <summary>A worker before this one may have begun to carry the node out.</summary>
    public bool IsInherited(Node node) => node.Number < _inherited && !_gated.Contains(node.Number);

    public SecretMask Mask { get; } = new();

    /// <summary>The leaf steps under way in this process, by their nodes' numbers.</summary>
    public ConcurrentDictionary<int, RunningStep> Steps { get; } = new();

    /// <summary>Cancelled when the worker gives the run up.</summary>
    public CancellationToken Abandoned => _abandoned.Token;

    /// <summary>Something has happened that must be decided on.</summary>
    public void Tell(RunEvent e) => Tell(e, stored: null);

    /// <summary>The same; ends when it is stored. It never ends if the run is given up before that.</summary>
    public Task TellStoredAsync(RunEvent e)
    {
        var stored = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        Tell(e, stored);
        return stored.Task;
    }

    /// <summary>Looks at the run's state on its own turn. It never ends if the run is given up before that.</summary>
    public Task<T> LookAsync<T>(Func<RunState, T> look)
    {
        var seen = new TaskCompletionSource<T>(TaskCreationOptions.RunContinuationsAsynchronously);
        _looks.Enqueue(state => seen.SetResult(look(state)));
        Wake();
        return seen.Task;
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
    public async Task<Decision> AdvanceAsync(RunStore store, RunLimits? limits = null)
    {
        // A full fence: news told before it is in the mailbox below, news told after it makes EndAdvance say so.
        Interlocked.Exchange(ref _activity, Advancing);
        while (_looks.TryDequeue(out var look)) look(State);
        var now = _time.GetUtcNow();
        var stored = new List<TaskCompletionSource>();
        var incoming = Incoming(now, stored);
        if (State.IsFinished) return new Decision([], [], null);
        var requests = Interlocked.Exchange(ref _hasRequests, 0) == 1 ? store.ReadRequests(Id) : RequestPage.Empty;
        incoming.AddRange(requests.Events);
        var decision = Decider.Decide(State, incoming, now, limits);
        if (decision.Events.Count > 0) await store.AppendPatientlyAsync(Lease, decision.Events, requests.Position, decision.LetGo, RunEnd.Of(State), Abandoned);
        foreach (var told in stored) told.SetResult();
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

    private void Tell(RunEvent e, TaskCompletionSource? stored)
    {
        _mailbox.Enqueue((e, stored));
        Wake();
    }

    /// <param name="stored">Is given those who wait until what they told is stored.</param>
    private List<RunEvent> Incoming(DateTimeOffset now, List<TaskCompletionSource> stored)
    {
        var incoming = new List<RunEvent>();
        while (_mailbox.TryDequeue(out var told))
        {
            incoming.Add(told.Event is NodeFinished finished && _progress.Take(finished.Node) is { } last
                ? finished with { HostNodeName = finished.HostNodeName ?? last.HostNodeName, Place = finished.Place ?? last.Place }
                : told.Event);
            if (told.Stored is not null) stored.Add(told.Stored);
        }
        incoming.AddRange(_progress.TakeDue(now));
        return incoming;
    }
}
