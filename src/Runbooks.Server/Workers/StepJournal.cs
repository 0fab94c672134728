using Runbooks.Actions;
using Runbooks.Engine.Runs;
using Runbooks.Engine.Steps;
using Runbooks.Server.Logs;

namespace Runbooks.Server.Workers;

/// <summary>What one step of an active run tells, by way of the run's mailbox.</summary>
/// <param name="tokenSince">Since when the step's client token has been in use, if an attempt before it had it; else null.</param>
internal sealed class StepJournal(RunningStep step, DateTimeOffset? tokenSince, LogStore logs, TimeProvider time) : IStepJournal
{
    private readonly ActiveRun run = step.Run;
    private StepProgress? _last;
    private LogStream? _log;

    public void Report(StepProgress progress)
    {
        progress = progress with { Message = run.Mask.Hide(progress.Message), Place = progress.Place ?? Volatile.Read(ref _last)?.Place };
        // A leaf is made Pending; saying so again without a reason is no news.
        if (Interlocked.Exchange(ref _last, progress) is var last && (last == progress || (last is null && progress is { Phase: NodePhase.Pending, Message: null }))) return;
        if (progress.Containers is { } containers) run.Tell(new ContainersChanged(time.GetUtcNow(), step.Number, containers));
        if (progress.ReadyAt is { } address) run.Tell(new NodeDaemoned(time.GetUtcNow(), step.Number, address, progress.HostNodeName));
        else run.Report(new NodeProgressed(time.GetUtcNow(), step.Number, progress.Phase, progress.Message, progress.HostNodeName) { Count = progress.Count, Place = progress.Place });
    }

    public Stream OpenLog() => _log = logs.Open(run.Id, step.Number, run.Mask, time);

    /// <summary>The outcome, and if need be that the step's log is not whole.</summary>
    public StepOutcome Told(StepOutcome outcome)
    {
        if (_log?.Trouble is not { } trouble) return outcome;
        var note = $"the step's log is not whole, it can't be written: {trouble}";
        return outcome with { Message = outcome.Message is { } message ? $"{message}; {note}" : note };
    }

    public async Task<Intent> AnnounceAsync(CancellationToken cancellation)
    {
        if (step.AnnouncedBefore is { } before) return new Intent(before, Repeated: true) { TokenSince = tokenSince ?? before };
        var now = time.GetUtcNow();
        step.AnnouncedAt = now;
        await run.TellStoredAsync(new CallAnnounced(now, step.Number)).WaitAsync(run.Abandoned).WaitAsync(cancellation);
        return new Intent(now, Repeated: false) { TokenSince = tokenSince ?? now };
    }

    public void Mask(string secret) => run.Mask.Add(secret);
}
