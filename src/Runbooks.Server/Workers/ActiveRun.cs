using System.Collections.Concurrent;
using Runbooks.Engine.Runs;
using Runbooks.Server.Secrets;
using Runbooks.Server.Storage;

namespace Runbooks.Server.Workers;

/// <summary>
/// A run that this worker has the lease of: its state in memory, and what has happened to it since the last decision. Any thread may
/// tell it news; one at a time advances it: the one that <see cref="HasNews"/> or <see cref="EndAdvance"/> answers with true.
/// </summary>
internal sealed class ActiveRun(Lease lease, RunState state) : IDisposable
{
    private const int Idle = 0, Scheduled = 1, Advancing = 2, AdvancingWithNews = 3;

    /// <summary>Timers can't wait for ever; one that rings before its time is set anew.</summary>
    private static readonly TimeSpan LongestAlarm = TimeSpan.FromDays(1);

    private readonly ConcurrentQueue<RunEvent> _mailbox = new();
    private readonly CancellationTokenSource _abandoned = new();
    private int _activity;
    private ITimer? _alarm;
    private DateTimeOffset? _alarmAt;

    public Lease Lease => lease;
    public RunState State => state;
    public string Id => lease.RunId;

    /// <summary>Nodes with a smaller number were started by a worker before this one.</summary>
    public int InheritedNodes { get; } = state.Nodes.Count;

    public SecretMask Mask { get; } = new();

    /// <summary>Cancelled when the worker gives the run up.</summary>
    public CancellationToken Abandoned => _abandoned.Token;

    public void Post(RunEvent e) => _mailbox.Enqueue(e);

    /// <summary>Notes that there is something to do. True: the caller has to see to it that the run is advanced; false: someone is about to.</summary>
    public bool HasNews()
    {
        while (true)
        {
            var activity = Volatile.Read(ref _activity);
            var next = activity switch { Idle => Scheduled, Advancing => AdvancingWithNews, _ => activity };
            if (Interlocked.CompareExchange(ref _activity, next, activity) == activity) return activity == Idle;
        }
    }

    /// <summary>
    /// Decides on what has happened, stores the decision, and returns it to be carried out. If it throws, the state in memory
    /// may be ahead of the store: the run must be abandoned and replayed.
    /// </summary>
    public async Task<Decision> AdvanceAsync(RunStore store, DateTimeOffset now)
    {
        // A full fence: news told before it is in the mailbox below, news told after it makes EndAdvance say so.
        Interlocked.Exchange(ref _activity, Advancing);
        var incoming = new List<RunEvent>();
        while (_mailbox.TryDequeue(out var e)) incoming.Add(e);
        if (state.IsFinished) return new Decision([], [], null);
        var decision = Decider.Decide(state, incoming, now);
        if (decision.Events.Count > 0) await store.AppendAsync(lease, decision.Events);
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
    public void SetAlarm(DateTimeOffset? at, TimeProvider time, Action wake)
    {
        if (at == _alarmAt) return;
        _alarm?.Dispose();
        _alarmAt = at;
        if (at is not { } when) return;
        var wait = when - time.GetUtcNow();
        var bounded = wait < TimeSpan.Zero ? TimeSpan.Zero : wait > LongestAlarm ? LongestAlarm : wait;
        _alarm = time.CreateTimer(_ => Ring(wake), null, bounded, Timeout.InfiniteTimeSpan);
    }

    public void Abandon()
    {
        _abandoned.Cancel();
        _alarm?.Dispose();
    }

    public void Dispose()
    {
        _alarm?.Dispose();
        _abandoned.Dispose();
    }

    /// <summary>A timer may ring a little early: it is set anew then.</summary>
    private void Ring(Action wake)
    {
        _alarmAt = null;
        wake();
    }
}
