using Runbooks.Actions;
using Runbooks.Engine.Runs;
using Runbooks.Engine.Steps;
using Runbooks.Server.Logs;
using Runbooks.Server.Storage;

namespace Runbooks.Server.Workers;

/// <summary>What one step of an active run tells: progress goes to the run's mailbox, intents straight to the store.</summary>
internal sealed class StepJournal(RunningStep step, RunStore store, LogStore logs, TimeProvider time) : IStepJournal
{
    private readonly ActiveRun run = step.Run;
    private readonly Node node = step.Node;
    private StepProgress? _last;

    public void Report(StepProgress progress)
    {
        progress = progress with { Message = run.Mask.Hide(progress.Message), Place = progress.Place ?? Volatile.Read(ref _last)?.Place };
        // A leaf is made Pending; saying so again without a reason is no news.
        if (Interlocked.Exchange(ref _last, progress) is var last && (last == progress || (last is null && progress is { Phase: NodePhase.Pending, Message: null }))) return;
        if (progress.Containers is { } containers) run.Tell(new ContainersChanged(time.GetUtcNow(), node.Number, containers));
        if (progress.ReadyAt is { } address) run.Tell(new NodeDaemoned(time.GetUtcNow(), node.Number, address, progress.HostNodeName));
        else run.Report(new NodeProgressed(time.GetUtcNow(), node.Number, progress.Phase, progress.Message, progress.HostNodeName) { Count = progress.Count, Place = progress.Place });
    }

    public Stream OpenLog() => logs.Open(run.Id, node.Number, run.Mask);

    public async Task<Intent> AnnounceAsync(CancellationToken cancellation)
    {
        if (node.AnnouncedAt is { } before) return new Intent(before, Repeated: true);
        var now = time.GetUtcNow();
        step.AnnouncedAt = now;
        await store.AppendAsync(run.Lease, [new CallAnnounced(now, node.Number)]).WaitAsync(cancellation);
        return new Intent(now, Repeated: false);
    }

    public void Mask(string secret) => run.Mask.Add(secret);
}
