using Runbooks.Engine.Runs;
using Runbooks.Engine.Steps;

namespace Runbooks.Server.Workers;

/// <summary>Has what runs as a whole have in the cluster made and taken away; each ends with an event in the run's mailbox.</summary>
/// <param name="resources">Null without a cluster: then there is nothing to make, and steps that need it say so themselves.</param>
internal sealed class RunResourceDesk(IRunResources? resources, TimeProvider time)
{
    public void Prepare(ActiveRun run) => Tell(run, async () =>
        new RunPrepared(time.GetUtcNow(), resources is null ? null : await resources.PrepareAsync(run.State.Run, run.State.Runbook.Workflow.Spec, run.Abandoned)));

    public void Clear(ActiveRun run, ClearRun clear) => Tell(run, async () =>
        new RunCleared(time.GetUtcNow(), resources is null ? null : await resources.ClearAsync(run.State.Run, run.State.Runbook.Workflow.Spec, clear.Succeeded, clear.Pods, run.Abandoned)));

    public void Remove(ActiveRun run, RemovePod remove)
    {
        if (resources is not null) _ = Task.Run(() => resources.RemovePodAsync(run.State.Run, run.State.Runbook.Workflow.Spec, remove.Pod, run.Abandoned));
    }

    private static void Tell(ActiveRun run, Func<Task<RunEvent>> work) => _ = Task.Run(async () =>
    {
        try
        {
            run.Tell(await work());
        }
        catch (OperationCanceledException) when (run.Abandoned.IsCancellationRequested)
        {
            // Whoever takes the run up next does it again.
        }
    });
}
