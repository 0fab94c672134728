namespace Runbooks.Engine.Runs;

/// <summary>The items of a dag task's loop: when all have ended, the group has the phase of the last one that failed.</summary>
internal static class TaskGroupDecider
{
    public static void Advance(Node group, DecisionInProgress decision)
    {
        if (!group.IsExpanded) Expand(group, decision);
        if (group.OpenChildren > 0 || (group.HeldChildren > 0 && !FailFast.Holds(group.Parent!, decision))) return;
        decision.Finish(group, group.ChildList.FindLast(item => item.FailedOrErrored)?.Phase ?? NodePhase.Succeeded);
    }

    /// <summary>After a crash, items that <c>parallelism</c> had held back are still to come.</summary>
    private static void Expand(Node group, DecisionInProgress decision)
    {
        group.IsExpanded = true;
        var dag = group.Parent!;
        if (!decision.Run.IsRetried && !Parallelism.IsLimited(dag, decision)) return;
        var there = group.Children.Select(child => child.Name).ToHashSet(StringComparer.Ordinal);
        foreach (var start in StepExpansion.OfTask(dag, dag.Dag!.Dag.Tasks[group.StepIndex], decision, isThere: true))
            if (!there.Contains(start.Name)) Parallelism.Start(start, group, decision);
    }
}
