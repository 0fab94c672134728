namespace Runbooks.Engine.Runs;

/// <summary>The items of a dag task's loop: when all have ended, the group has the phase of the last one that failed.</summary>
internal static class TaskGroupDecider
{
    public static void Advance(Node group, DecisionInProgress decision)
    {
        if (group.OpenChildren > 0) return;
        decision.Finish(group, group.ChildList.FindLast(item => item.FailedOrErrored)?.Phase ?? NodePhase.Succeeded);
    }
}
