using System.Collections.Concurrent;
using Runbooks.Engine.Runs;
using Runbooks.Server.Secrets;
using Runbooks.Server.Storage;

namespace Runbooks.Server.Workers;

/// <summary>A run that this worker has the lease of: its state in memory, and what has happened to it since the last decision.</summary>
internal sealed class ActiveRun(Lease lease, RunState state) : IDisposable
{
    private readonly ConcurrentQueue<RunEvent> _mailbox = new();
    private readonly SemaphoreSlim _gate = new(1);
    private readonly CancellationTokenSource _abandoned = new();

    public Lease Lease => lease;
    public RunState State => state;
    public string Id => lease.RunId;

    /// <summary>Nodes with a smaller number were started by a worker before this one.</summary>
    public int InheritedNodes { get; } = state.Nodes.Count;

    public SecretMask Mask { get; } = new();

    /// <summary>Cancelled when the worker gives the run up.</summary>
    public CancellationToken Abandoned => _abandoned.Token;

    public void Post(RunEvent e) => _mailbox.Enqueue(e);

    /// <summary>
    /// Decides on what has happened, stores the decision, and returns the effects to carry out. If it throws, the state in memory
    /// may be ahead of the store: the run must be abandoned and replayed.
    /// </summary>
    public async Task<IReadOnlyList<Effect>> AdvanceAsync(RunStore store, DateTimeOffset now)
    {
        await _gate.WaitAsync();
        try
        {
            var incoming = new List<RunEvent>();
            while (_mailbox.TryDequeue(out var e)) incoming.Add(e);
            if (state.IsFinished) return [];
            var decision = Decider.Decide(state, incoming, now);
            if (decision.Events.Count > 0) await store.AppendAsync(lease, decision.Events);
            return decision.Effects;
        }
        finally
        {
            _gate.Release();
        }
    }

    public void Abandon() => _abandoned.Cancel();

    public void Dispose()
    {
        _abandoned.Dispose();
        _gate.Dispose();
    }
}
