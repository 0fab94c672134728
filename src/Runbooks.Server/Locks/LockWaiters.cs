using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Runbooks.Engine.Runs;
using Runbooks.Server.Storage;
using Runbooks.Server.Workers;

namespace Runbooks.Server.Locks;

/// <summary>
/// Gets locks for the runs of this process. Each who wants some tries once, and then waits; whenever one may have become free, the first of those
/// who want the same try again: at once if it was let go in this process, within a moment if it was in another.
/// </summary>
internal sealed partial class LockWaiters(RunStore store, SemaphoreLimits limits, TimeProvider time, ILogger<LockWaiters> logger) : BackgroundService
{
    /// <summary>How often it is looked whether another process has let something go.</summary>
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(250);

    /// <summary>How often all try in any case: a ConfigMap may say something else now, and a process that stood before us may have died.</summary>
    private static readonly TimeSpan LongestRest = TimeSpan.FromSeconds(5);

    private readonly Lock _lock = new();
    private readonly Dictionary<string, SortedSet<LockWaiter>> _groups = new(StringComparer.Ordinal);
    private readonly Dictionary<(string Run, int Node), LockWaiter> _waiters = [];
    private TaskCompletionSource _someone = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>The run is told when it has them, and before that, why not yet.</summary>
    public void Request(ActiveRun run, AcquireLocks wanted)
    {
        var waiter = new LockWaiter(run, wanted);
        lock (_lock)
        {
            if (!_groups.TryGetValue(waiter.Group, out var group)) _groups[waiter.Group] = group = [];
            // Of a run that was given up and taken up again, an older one may be there.
            group.Remove(waiter);
            group.Add(waiter);
            _waiters[(run.Id, waiter.Node)] = waiter;
            _someone.TrySetResult();
        }
        _ = TryAsync(waiter);
    }

    /// <summary>A node of the run has ended: it wants no locks any more.</summary>
    public void Drop(ActiveRun run, int node)
    {
        lock (_lock)
            if (_waiters.GetValueOrDefault((run.Id, node)) is { } waiter && waiter.Run == run) waiter.Drop();
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            await Someone().WaitAsync(stoppingToken);
            var changed = store.LocksChanged;
            var version = await GuardAsync(PassAsync);
            await RestAsync(changed, version, stoppingToken);
        }
    }

    /// <summary>Until something may have become free.</summary>
    private async Task RestAsync(Task changed, long version, CancellationToken stopping)
    {
        var start = time.GetTimestamp();
        do
        {
            using var pause = CancellationTokenSource.CreateLinkedTokenSource(stopping);
            await Task.WhenAny(changed, Task.Delay(Pause, time, pause.Token));
            await pause.CancelAsync();
            stopping.ThrowIfCancellationRequested();
        }
        while (!changed.IsCompleted && time.GetElapsedTime(start) < LongestRest && await GuardAsync(() => Task.FromResult(store.Locks.Version)) == version);
    }

    /// <summary>The first of each group tries, and if it was lucky the next one.</summary>
    /// <returns>The version of the locks before.</returns>
    private async Task<long> PassAsync()
    {
        var version = store.Locks.Version;
        await Task.WhenAll(Groups().Select(async group =>
        {
            while (First(group) is { } waiter && await TryAsync(waiter)) { }
        }));
        return version;
    }

    private string[] Groups()
    {
        lock (_lock) return [.. _groups.Keys];
    }

    private LockWaiter? First(string group)
    {
        lock (_lock) return _groups.GetValueOrDefault(group)?.Min;
    }

    private Task Someone()
    {
        lock (_lock)
        {
            if (_groups.Count == 0 && _someone.Task.IsCompleted) _someone = new(TaskCreationOptions.RunContinuationsAsynchronously);
            return _groups.Count > 0 ? Task.CompletedTask : _someone.Task;
        }
    }

    private void Remove(LockWaiter waiter)
    {
        lock (_lock)
        {
            if (_waiters.GetValueOrDefault((waiter.Run.Id, waiter.Node)) == waiter) _waiters.Remove((waiter.Run.Id, waiter.Node));
            if (!_groups.TryGetValue(waiter.Group, out var group)) return;
            if (group.TryGetValue(waiter, out var there) && ReferenceEquals(there, waiter)) group.Remove(waiter);
            if (group.Count == 0) _groups.Remove(waiter.Group);
        }
    }

    /// <returns>True: it waits no longer.</returns>
    private async Task<bool> TryAsync(LockWaiter waiter)
    {
        if (!waiter.Begin()) return false;
        var isDone = false;
        try
        {
            do isDone = waiter.IsOver || await AskAsync(waiter);
            while (waiter.End() && !isDone && waiter.Begin());
        }
        catch (Exception failure)
        {
            // It is tried again: the store or the cluster may have trouble only now.
            LogFailed(failure, waiter.Run.Identity.Name);
            waiter.End();
        }
        if (isDone) Remove(waiter);
        return isDone;
    }

    private async Task<bool> AskAsync(LockWaiter waiter)
    {
        var (run, wanted) = (waiter.Run, waiter.Wanted);
        var number = wanted.Node;
        try
        {
            var demands = await limits.DemandsAsync(wanted.Locks, run.Abandoned);
            var answer = await store.Locks.TryAcquireAsync(run.Lease, waiter.Node, demands, wanted.Priority, waiter.SubmittedAt);
            if (answer.IsGranted) run.Tell(new LocksGranted(time.GetUtcNow(), number, wanted.Locks));
            else if (answer.IsFinal) run.Tell(new LocksRefused(time.GetUtcNow(), number, answer.Message!));
            else if (answer != waiter.Told) run.Tell(new LocksAwaited(time.GetUtcNow(), number, wanted.Locks, answer.Lock!, answer.Message!));
            waiter.Told = answer;
            return answer.IsGranted || answer.IsFinal;
        }
        catch (SemaphoreLimitException unknown)
        {
            run.Tell(new LocksRefused(time.GetUtcNow(), number, unknown.Message));
            return true;
        }
        catch (Exception gone) when (gone is LeaseLostException || run.Abandoned.IsCancellationRequested)
        {
            return true;
        }
    }

    private async Task<long> GuardAsync(Func<Task<long>> look)
    {
        try
        {
            return await look();
        }
        catch (Exception failure)
        {
            LogFailed(failure, "all");
            return -1;
        }
    }

    [LoggerMessage(1, LogLevel.Error, "Locks for {Who} could not be asked for; trying again soon")]
    private partial void LogFailed(Exception failure, string who);
}
