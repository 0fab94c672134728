using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;
using Runbooks.Engine.Runs;
using Runbooks.Server.Dispatch;
using Runbooks.Server.Storage;

namespace Runbooks.Server.Workers;

/// <summary>Advances runs: claims those that are due, decides, stores, starts their steps. Never waits for a step.</summary>
internal sealed partial class Worker(RunStore store, StepRunner steps, DueRuns due, TimeProvider time, WorkerOptions options, ILogger<Worker> logger)
{
    private readonly ConcurrentDictionary<string, ActiveRun> _active = new(StringComparer.Ordinal);

    /// <summary>Advances all runs that are due until there is nothing left to do right now.</summary>
    public async Task AdvanceDueRunsAsync()
    {
        await ClaimAsync();
        while (due.Take() is { Count: > 0 } ids)
            await Task.WhenAll(ids.Select(id => _active.TryGetValue(id, out var run) ? AdvanceAsync(run) : Task.CompletedTask));
    }

    /// <summary>Keeps the runs that this worker has.</summary>
    public Task RenewLeasesAsync() => _active.IsEmpty ? Task.CompletedTask : store.RenewAsync(WorkerIdentity.Current, options.Lease);

    /// <summary>Gives all runs back at the end of the process: Pods go on, and the next worker takes them up.</summary>
    public async Task StopAsync()
    {
        foreach (var run in _active.Values) await LeaveAsync(run);
    }

    private async Task ClaimAsync()
    {
        foreach (var lease in await store.ClaimDueAsync(WorkerIdentity.Current, options.Lease, options.ClaimBatch, options.OnlyRun))
        {
            var run = new ActiveRun(lease, RunState.Replay(store.ReadEvents(lease.RunId).Events));
            LogClaimed(run.State.Run.Name, run.InheritedNodes);
            // A run of ours whose lease ran out unnoticed: what is in memory is no longer the truth.
            if (_active.TryRemove(run.Id, out var stale)) stale.Abandon();
            _active[run.Id] = run;
            due.Add(run.Id);
        }
    }

    private async Task AdvanceAsync(ActiveRun run)
    {
        try
        {
            foreach (var effect in await run.AdvanceAsync(store, time.GetUtcNow())) CarryOut(run, effect);
            if (run.State.IsFinished) await LeaveAsync(run);
        }
        catch (Exception failure)
        {
            // What is in memory may be ahead of the store: forget it. Whoever claims the run next replays it.
            LogGivenUp(failure, run.State.Run.Name);
            await LeaveAsync(run);
        }
    }

    private void CarryOut(ActiveRun run, Effect effect)
    {
        switch (effect)
        {
            case StartStep start: steps.Start(run, start.Node, Wake); break;
            default: throw new InvalidOperationException($"no way to carry out {effect.GetType().Name}");
        }
    }

    private void Wake(ActiveRun run) => due.Add(run.Id);

    private async Task LeaveAsync(ActiveRun run)
    {
        if (!_active.TryRemove(KeyValuePair.Create(run.Id, run))) return;
        run.Abandon();
        await store.ReleaseAsync(run.Lease);
    }

    [LoggerMessage(1, LogLevel.Information, "Took up run {Run} with {Nodes} nodes")]
    private partial void LogClaimed(string run, int nodes);

    [LoggerMessage(2, LogLevel.Error, "Gave up run {Run} for now; it will be taken up again")]
    private partial void LogGivenUp(Exception failure, string run);
}
