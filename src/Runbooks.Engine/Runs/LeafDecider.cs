namespace Runbooks.Engine.Runs;

/// <summary>Leaf steps: handed to their executor once, and stopped when they may not go on.</summary>
internal static class LeafDecider
{
    public static void Advance(Node leaf, DecisionInProgress decision)
    {
        if (leaf.Stop is not null)
            decision.CarryOutStop(leaf);
        else if (!leaf.IsExpanded && Shutdown.Forbids(leaf, decision.Run))
            decision.Finish(leaf, NodePhase.Failed, Shutdown.MessageBeforeStart(leaf, decision.Run));
        else if (!leaf.IsExpanded)
            CarryOut(leaf, decision);
    }

    private static void CarryOut(Node leaf, DecisionInProgress decision)
    {
        leaf.IsExpanded = true;
        decision.CarryOut(leaf);
    }
}
