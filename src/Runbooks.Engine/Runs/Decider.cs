using Runbooks.Engine.Argo;
using Runbooks.Engine.Runs.Requests;
using Runbooks.Engine.Templating;

namespace Runbooks.Engine.Runs;

/// <summary>
/// Decides what happens next in a run: <c>(state, events, now) → (events, effects)</c>, and nothing else. It looks only at the
/// nodes that an event has touched, so a run's cost is linear in its nodes. Repeating it on the same state decides nothing new,
/// which is what makes a replay after a crash safe.
/// </summary>
public static class Decider
{
    /// <param name="incoming">What has happened since the last decision; becomes part of the decision's events.</param>
    /// <param name="limits">Null for the default ones.</param>
    public static Decision Decide(RunState run, IReadOnlyList<RunEvent> incoming, DateTimeOffset now, RunLimits? limits = null)
    {
        run.Now = now;
        var decision = new DecisionInProgress(run, now, limits ?? RunLimits.Default);
        foreach (var e in incoming) decision.Record(e);
        Answers.Give(decision);
        run.TouchDue(now);
        Shutdown.Apply(decision);
        RunDeadline.Apply(decision);
        if (!run.IsFinished && !Gates.Pass(decision)) return decision.Done();
        if (run.Phase == RunPhase.Pending) decision.Record(new RunStarted(now));
        if (run is { MetadataProblem: { } problem, IsFinished: false }) decision.Record(new RunFinished(now, RunPhase.Error, problem));
        RunResources.RemovePods(incoming, decision);
        if (!run.IsFinished && !RunResources.ArePrepared(decision)) return decision.Done();
        if (run is { Root: null, HoldsBack: false, IsFinished: false }) StartRoot(decision);
        while (!run.IsFinished && decision.HasRoom && run.NextTouched() is { } node) Look(node, decision);
        return decision.Done();
    }

    /// <summary>Takes in what is asked of a run, answers it and decides nothing else: for a process that doesn't carry out the run's steps.</summary>
    public static Decision Answer(RunState run, IReadOnlyList<RunEvent> requests, DateTimeOffset now)
    {
        run.Now = now;
        var decision = new DecisionInProgress(run, now, RunLimits.Default);
        foreach (var e in requests) decision.Record(e);
        Answers.Give(decision);
        return decision.Done();
    }

    private static void StartRoot(DecisionInProgress decision)
    {
        var run = decision.Run;
        try
        {
            decision.Start(TemplateStart.Of(run.Runbook.Entrypoint, run.Run.Name, run.Global.Argument, run.Global) with { Artifacts = ArtifactInputs.OfEntrypoint(run) }, parent: null);
        }
        catch (Exception wrong) when (wrong is StepInputException or UnresolvedTagException)
        {
            decision.Start(NodeStart.Errored(run.Run.Name, wrong.Message), parent: null);
        }
    }

    private static void Look(Node node, DecisionInProgress decision)
    {
        if (node.Hooks is { IsSettled: false } && HookDecider.Advance(node, decision)) decision.Run.Settle(node);
        if (node.IsFinished)
        {
            if (node.Hook is not null || node.Hooks is { IsSettled: false }) return;
            if (node.Parent is null) FinishRun(node, decision);
            else DagDecider.Go(node, decision);
            return;
        }
        if (node is { IsDaemoned: true, Stop: null })
        {
            DagDecider.Go(node, decision);
            Daemons.EndRoot(node, decision);
            // Then it comes up once more.
            if (node.Stop is not null) return;
        }
        if (!Gates.Pass(node, decision)) return;
        switch (node.Type)
        {
            case NodeType.Pod or NodeType.Plugin or NodeType.HTTP: LeafDecider.Advance(node, decision); break;
            case NodeType.Steps: Parallelism.Release(node, decision); StepsDecider.Advance(node, decision); break;
            case NodeType.StepGroup: StepGroupDecider.Advance(node, decision); break;
            case NodeType.DAG: Parallelism.Release(node, decision); DagDecider.Advance(node, decision); break;
            case NodeType.Retry: RetryDecider.Advance(node, decision); break;
            case NodeType.Suspend: SuspendDecider.Advance(node, decision); break;
            case NodeType.TaskGroup: TaskGroupDecider.Advance(node, decision); break;
            default: throw new InvalidOperationException($"a {node.Type} node is never open");
        }
    }

    private static void FinishRun(Node root, DecisionInProgress decision)
    {
        if (decision.Run.HasDaemons) return;
        var phase = Phase(root);
        // As in Argo, only what went wrong has a message.
        var message = phase == RunPhase.Succeeded ? null : decision.Run.Shutdown is null ? root.Message : Shutdown.Message(decision.Run);
        if (root.Hooks?.Problem is { } problem)
            (phase, message) = (RunPhase.Error, problem);
        else if (phase == RunPhase.Succeeded && root.Hooks?.Find(LifecycleHook.Exit) is { FailedOrErrored: true } exit)
            (phase, message) = (Phase(exit), exit.Message);
        if (RunResources.AreCleared(phase, decision)) decision.Record(new RunFinished(decision.Now, phase, message));
    }

    private static RunPhase Phase(Node node) => node.Phase switch
    {
        NodePhase.Failed => RunPhase.Failed,
        NodePhase.Error => RunPhase.Error,
        _ => RunPhase.Succeeded,
    };
}
