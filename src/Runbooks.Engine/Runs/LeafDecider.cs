namespace Runbooks.Engine.Runs;

/// <summary>Leaf steps: handed to their executor once, and stopped when they may not go on.</summary>
internal static class LeafDecider
{
    public static void Advance(Node leaf, DecisionInProgress decision)
    {
        if (leaf.Stop is not null)
        {
            if (leaf.IsStopCarriedOut) return;
            leaf.IsStopCarriedOut = true;
            decision.CarryOutStop(leaf);
        }
        else if (!leaf.IsExpanded && !Daemons.IsReady(leaf) && WhyNotBegin(leaf, decision) is { } reason)
            decision.Finish(leaf, NodePhase.Failed, reason);
        else if (LeafTimeouts.Allow(leaf, decision) && !leaf.IsExpanded)
            CarryOut(leaf, decision);
    }

    /// <summary>Why a leaf, or a step that waits, may not begin any more; null if it may.</summary>
    public static string? WhyNotBegin(Node leaf, DecisionInProgress decision) =>
        Shutdown.Forbids(leaf, decision.Run) ? Shutdown.MessageBeforeStart(leaf, decision.Run)
        : RunDeadline.Forbids(leaf, decision) ? RunDeadline.Message
        : null;

    private static void CarryOut(Node leaf, DecisionInProgress decision)
    {
        leaf.IsExpanded = true;
        decision.CarryOut(leaf);
    }
}
