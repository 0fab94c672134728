using Runbooks.Engine.Argo;

namespace Runbooks.Engine.Runs;

/// <summary>Has what a run needs in the cluster made before its first step, and taken away after its last: the run is not over before that.</summary>
internal static class RunResources
{
    /// <summary>The run may begin.</summary>
    public static bool ArePrepared(DecisionInProgress decision)
    {
        var run = decision.Run;
        if (run.IsPrepared || !NeedsPreparation(run.Runbook.Workflow.Spec)) return true;
        if (run.PreparationProblem is { } problem) decision.Record(new RunFinished(decision.Now, RunPhase.Error, problem));
        else if (!run.IsBeingPrepared) decision.Prepare();
        return false;
    }

    /// <summary>Nothing of it is left that should not be.</summary>
    public static bool AreCleared(RunPhase phase, DecisionInProgress decision)
    {
        var run = decision.Run;
        if (run.IsCleared || !NeedsClearing(run.Runbook.Workflow.Spec)) return true;
        if (!run.IsBeingCleared) decision.Clear(phase == RunPhase.Succeeded, [.. PodsToGo(run, phase)]);
        return false;
    }

    /// <summary>Steps that are over, whose Pods are to go at once.</summary>
    public static void RemovePods(IEnumerable<RunEvent> incoming, DecisionInProgress decision)
    {
        if (decision.Run.Runbook.Workflow.Spec.PodGC?.Strategy is not (PodGC.OnPodCompletion or PodGC.OnPodSuccess) || decision.Run.IsFinished) return;
        foreach (var ended in incoming.OfType<NodeFinished>())
            if (decision.Run.Nodes[ended.Node] is { Type: NodeType.Pod } node && Goes(node, decision.Run)) decision.RemovePod(PodName.Of(decision.Run, node));
    }

    private static bool NeedsPreparation(WorkflowSpec spec) => spec.VolumeClaimTemplates is { Count: > 0 } || spec.PodDisruptionBudget is not null;

    private static bool NeedsClearing(WorkflowSpec spec) => NeedsPreparation(spec) || spec.PodGC?.Strategy is { Length: > 0 };

    private static IEnumerable<string> PodsToGo(RunState run, RunPhase phase) => run.Runbook.Workflow.Spec.PodGC?.Strategy switch
    {
        PodGC.OnWorkflowSuccess when phase != RunPhase.Succeeded => [],
        null or "" => [],
        _ => run.Nodes.Where(node => node.Type == NodeType.Pod && Goes(node, run)).Select(node => PodName.Of(run, node)),
    };

    private static bool Goes(Node node, RunState run) =>
        node.IsFinished && (node.Phase == NodePhase.Succeeded || run.Runbook.Workflow.Spec.PodGC!.Strategy != PodGC.OnPodSuccess);
}
