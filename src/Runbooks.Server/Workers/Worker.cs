using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;
using Runbooks.Engine.Runs;
using Runbooks.Server.Dispatch;
using Runbooks.Server.Locks;
using Runbooks.Server.Memoization;
using Runbooks.Server.Metering;
using Runbooks.Server.Storage;

namespace Runbooks.Server.Workers;

/// <summary>Advances runs: claims those that are due, decides, stores, starts their steps. Never waits for a step.</summary>
internal sealed partial class Worker(RunStore store, StepRunner steps, RunResourceDesk resources, LockWaiters locks, CacheDesk caches, CustomMetrics metrics, DueRuns due, TimeProvider time, WorkerOptions options, ILogger<Worker> logger)
{
    private readonly ConcurrentDictionary<string, ActiveRun> _active = new(StringComparer.Ordinal);
    private volatile bool _stopping;

    /// <summary>It has runs right now.</summary>
    public bool HasRuns => !_active.IsEmpty;

    /// <summary>Advances all runs that are due until there is nothing left to do right now.</summary>
    public async Task AdvanceDueRunsAsync()
    {
        IReadOnlyList<ActiveRun> again = [];
        while (due.Take() is var next && (next.Store || next.Runs.Count + again.Count > 0))
        {
            if (next.Store) await ClaimAsync();
            var advanced = await Task.WhenAll(next.Runs.Concat(again).Select(AdvanceAsync));
            again = [.. advanced.OfType<ActiveRun>()];
        }
    }

    /// <summary>The store has requests to a run, which may be this worker's.</summary>
    public void TellOfRequests(string runId)
    {
        if (_active.TryGetValue(runId, out var run)) run.TellOfRequests();
    }

    /// <summary>Keeps the runs that this worker has, and leaves those that another one has taken.</summary>
    public async Task RenewLeasesAsync()
    {
        if (!HasRuns) return;
        var lost = await store.RenewAsync([.. _active.Values.Select(run => run.Lease)], options.Lease);
        foreach (var run in _active.Values.Where(run => lost.Contains(run.Lease))) await LeaveAsync(run);
    }

    /// <summary>Gives all runs back at the end of the process: Pods go on, and the next worker takes them up.</summary>
    public async Task StopAsync()
    {
        _stopping = true;
        foreach (var run in _active.Values) await LeaveAsync(run);
        await steps.StopAsync();
        await caches.StopAsync();
    }

    private async Task ClaimAsync()
    {
        if (_stopping) return;
        try
        {
            var leases = await store.ClaimDueAsync(WorkerIdentity.Current, options.Lease, options.ClaimBatch, options.OnlyRun);
            foreach (var lease in leases) await TakeUpAsync(lease);
            if (leases.Count == options.ClaimBatch) due.Wake();
        }
        catch (Exception failure)
        {
            // The runs that this worker has must not wait for a store that has trouble; the clock looks again.
            LogNotClaimed(failure);
        }
    }

    private async Task TakeUpAsync(Lease lease)
    {
        try
        {
            var run = new ActiveRun(lease, RunState.Replay(store.ReadEvents(lease.RunId).Events), time, due.Add);
            LogClaimed(run.State.Run.Name, run.State.Nodes.Count);
            // A run of ours whose lease ran out unnoticed: what is in memory is no longer the truth.
            if (_active.TryRemove(run.Id, out var stale)) stale.Abandon();
            _active[run.Id] = run;
            if (_stopping) await LeaveAsync(run);
            else run.Wake();
        }
        catch (Exception unreadable)
        {
            // The lease is kept and not renewed: it is tried again when it has run out, and all other runs go on.
            LogUnreadable(unreadable, lease.RunId);
        }
    }

    /// <returns>The run, if there is more to do for it right now.</returns>
    private async Task<ActiveRun?> AdvanceAsync(ActiveRun run)
    {
        if (run.Abandoned.IsCancellationRequested) return null;
        try
        {
            var decision = await run.AdvanceAsync(store, options.Limits);
            foreach (var node in decision.LetGo) locks.Drop(run, node);
            foreach (var effect in decision.Effects) CarryOut(run, effect);
            run.SetAlarm(decision.WakeAt);
            if (!run.State.IsFinished) return run.EndAdvance() ? run : null;
            Forget(run);
        }
        catch (Exception failure)
        {
            // What is in memory may be ahead of the store: forget it. Whoever claims the run next replays it.
            LogGivenUp(failure, run.Identity.Name);
            await LeaveAsync(run);
        }
        return null;
    }

    private void CarryOut(ActiveRun run, Effect effect)
    {
        switch (effect)
        {
            case StartStep start: steps.Start(run, run.State.NodeAt(start.Node)); break;
            case StopStep stop: steps.Stop(run, run.State.NodeAt(stop.Node), stop.Stop); break;
            case PrepareRun: resources.Prepare(run); break;
            case ClearRun clear: resources.Clear(run, clear); break;
            case RemovePod remove: resources.Remove(run, remove); break;
            case AcquireLocks wanted: locks.Request(run, wanted); break;
            case LookUpCache wanted: caches.LookUp(run, wanted); break;
            case EmitMetrics emitted: Take(run, emitted); break;
            case SaveToCache kept: caches.Save(run, kept); break;
            default: throw new InvalidOperationException($"no way to carry out {effect.GetType().Name}");
        }
    }

    /// <summary>What can't be taken is said on the run, if that goes on.</summary>
    private void Take(ActiveRun run, EmitMetrics emitted)
    {
        foreach (var problem in emitted.Samples.Select(metrics.Take).OfType<string>())
        {
            if (run.State.MetricsError != problem) run.Tell(new MetricsFailed(time.GetUtcNow(), problem));
        }
    }

    private async Task LeaveAsync(ActiveRun run)
    {
        if (!Forget(run)) return;
        try
        {
            await store.ReleaseAsync(run.Lease);
        }
        catch (Exception failure)
        {
            // It is not renewed any more, so it runs out.
            LogNotReleased(failure, run.Identity.Name);
        }
    }

    /// <returns>False: it was not ours any more.</returns>
    private bool Forget(ActiveRun run)
    {
        var wasOurs = _active.TryRemove(KeyValuePair.Create(run.Id, run));
        run.Abandon();
        return wasOurs;
    }

    [LoggerMessage(1, LogLevel.Information, "Took up run {Run} with {Nodes} nodes")]
    private partial void LogClaimed(string run, int nodes);

    [LoggerMessage(2, LogLevel.Error, "Gave up run {Run} for now; it will be taken up again")]
    private partial void LogGivenUp(Exception failure, string run);

    [LoggerMessage(3, LogLevel.Error, "Run {RunId} can't be read; it will be tried again")]
    private partial void LogUnreadable(Exception failure, string runId);

    [LoggerMessage(4, LogLevel.Warning, "The lease of run {Run} could not be given back; it will run out")]
    private partial void LogNotReleased(Exception failure, string run);

    [LoggerMessage(5, LogLevel.Error, "No runs could be claimed; trying again soon")]
    private partial void LogNotClaimed(Exception failure);
}
