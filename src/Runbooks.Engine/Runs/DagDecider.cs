using Runbooks.Engine.Compilation;

namespace Runbooks.Engine.Runs;

/// <summary>
/// Dag templates: a task starts as soon as all that it depends on have ended. A task that has ended is looked at once, with those that
/// depend on it; the dag as a whole only at its start.
/// </summary>
internal static class DagDecider
{
    /// <summary>The dag has just begun.</summary>
    public static void Advance(Node dag, DecisionInProgress decision)
    {
        if (dag.Dag!.Problem is { } problem)
        {
            decision.Finish(dag, NodePhase.Error, problem);
            return;
        }
        if (dag.IsExpanded) return;
        if (Shutdown.EndsRecursion(dag, decision.Run))
        {
            decision.Finish(dag, NodePhase.Failed, Shutdown.Message(decision.Run));
            return;
        }
        dag.IsExpanded = true;
        for (var task = 0; task < dag.Dag.Dag.Tasks.Count; task++) StartIfReady(dag, task, decision);
        if (dag.Dag.IsDone) Conclude(dag, decision);
    }

    /// <summary>A node has ended: if it is a task, those that waited for it may begin.</summary>
    public static void Go(Node ended, DecisionInProgress decision)
    {
        if (ended.Parent is not { Dag: { } state, IsFinished: false } dag) return;
        if (FailFast.Holds(dag, decision))
        {
            if (dag.ActiveChildren == 0) GiveUp(dag, decision);
            return;
        }
        foreach (var dependant in state.Dag.Tasks[ended.StepIndex].Dependants) StartIfReady(dag, dependant, decision);
        if (state.IsDone) Conclude(dag, decision);
    }

    /// <summary>What was held back of loops never comes.</summary>
    private static void GiveUp(Node dag, DecisionInProgress decision)
    {
        foreach (var group in dag.ChildList.Where(task => task is { Type: NodeType.TaskGroup, IsFinished: false })) TaskGroupDecider.Advance(group, decision);
        if (dag.OpenChildren == 0) decision.Finish(dag, NodePhase.Failed, FailFast.Message);
    }

    private static void StartIfReady(Node dag, int index, DecisionInProgress decision)
    {
        // After a crash, items of a task may still be held back: in the order of the tasks they come before what begins now.
        if (dag.Dag!.NodeOf(index) is { Type: NodeType.TaskGroup, IsFinished: false } group) TaskGroupDecider.Advance(group, decision);
        if (!dag.Dag.IsReady(index)) return;
        var task = dag.Dag.Dag.Tasks[index];
        var name = $"{dag.Name}.{task.Name}";
        if (task.Condition is { } condition && !dag.Dag.Holds(condition))
            decision.Start(NodeStart.Omitted(name) with { Step = index }, dag);
        else if (UnusableResults(dag.Dag, task.Dependencies, decision) is { } complaint)
            decision.Start(NodeStart.Errored(name, complaint) with { Step = index }, dag);
        else
            Start(dag, task, name, decision);
    }

    private static void Start(Node dag, CompiledTask task, string name, DecisionInProgress decision)
    {
        var starts = StepExpansion.OfTask(dag, task, decision);
        if (starts is [var only] && only.Name == name)
        {
            dag.Dag!.Begin(task.Index);
            Parallelism.Start(only, dag, decision);
            return;
        }
        var group = decision.Start(new NodeStart(name, NodeType.TaskGroup, NodePhase.Running) { Step = task.Index }, dag);
        group.IsExpanded = true;
        foreach (var start in starts) Parallelism.Start(start, group, decision);
    }

    private static void Conclude(Node dag, DecisionInProgress decision)
    {
        var verdict = dag.Dag!.Verdict();
        // As in Argo, a dag that is shut down has failed, whatever its tasks did.
        if (Shutdown.Forbids(dag, decision.Run)) verdict = NodePhase.Failed;
        // Which of several tasks is told of must not depend on which began first.
        if (decision.Run.Runbook.HasHooks && dag.ChildList.Where(task => task.Hooks?.Problem is not null).MinBy(task => task.StepIndex) is { } misled)
            decision.Finish(dag, NodePhase.Error, misled.Hooks!.Problem);
        else if (verdict != NodePhase.Succeeded)
            decision.Finish(dag, verdict, verdict == NodePhase.Error ? WhyAWaitErred(dag) : null);
        else if (UnusableResults(dag.Dag, dag.Dag.Targets, decision) is { } complaint)
            decision.Finish(dag, NodePhase.Error, complaint);
        else
            TemplateOutputs.Succeed(dag, decision);
    }

    /// <summary>A wait that ended without what it waited for is no step that has failed: the dag says why, as a group of steps does.</summary>
    private static string? WhyAWaitErred(Node dag) =>
        dag.ChildList.Where(task => task is { Type: NodeType.Suspend, Phase: NodePhase.Error }).MinBy(task => task.StepIndex)?.Message;

    /// <summary>As in Argo, the results of a loop that someone reads must be JSON, all of them, or what comes after errs.</summary>
    private static string? UnusableResults(DagState dag, IReadOnlyList<int> tasks, DecisionInProgress decision)
    {
        foreach (var index in tasks)
        {
            var task = dag.Dag.Tasks[index];
            if (task.Call is { IsLoop: true, ResultWanted: true } && dag.ResultOf(index, decision.Run.Runbook)?.Complaint is { } complaint) return $"task '{task.Name}': {complaint}";
        }
        return null;
    }
}
