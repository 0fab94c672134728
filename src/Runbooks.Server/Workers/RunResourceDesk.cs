using Runbooks.Engine.Argo;
using Runbooks.Engine.Runs;
using Runbooks.Engine.Steps;

namespace Runbooks.Server.Workers;

/// <summary>Has what runs as a whole have in the cluster made and taken away; each ends with an event in the run's mailbox.</summary>
/// <param name="resources">Null without a cluster: then there is nothing to make, and steps that need it say so themselves.</param>
internal sealed class RunResourceDesk(IRunResources? resources, TimeProvider time)
{
    public void Prepare(ActiveRun run) => Tell(run, async spec =>
        new RunPrepared(time.GetUtcNow(), resources is null ? null : await resources.PrepareAsync(run.Identity, spec, run.Abandoned)));

    public void Clear(ActiveRun run, ClearRun clear) => Tell(run, async spec =>
        new RunCleared(time.GetUtcNow(), resources is null ? null : await resources.ClearAsync(run.Identity, spec, clear.Succeeded, clear.Pods, run.Abandoned)));

    public void Remove(ActiveRun run, RemovePod remove)
    {
        var spec = run.State.Runbook.Workflow.Spec;
        if (resources is not null) _ = Task.Run(() => resources.RemovePodAsync(run.Identity, spec, remove.Pod, run.Abandoned));
    }

    private static void Tell(ActiveRun run, Func<WorkflowSpec, Task<RunEvent>> work)
    {
        // A document never changes; which one is the run's may.
        var spec = run.State.Runbook.Workflow.Spec;
        _ = Task.Run(async () =>
        {
            try
            {
                run.Tell(await work(spec));
            }
            catch (OperationCanceledException) when (run.Abandoned.IsCancellationRequested)
            {
                // Whoever takes the run up next does it again.
            }
        });
    }
}
