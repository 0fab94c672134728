namespace Runbooks.Engine.Runs;

/// <summary>Ends a run before its time (<c>stop</c>, <c>terminate</c>): what is under way is stopped, and nothing new begins.</summary>
internal static class Shutdown
{
    /// <returns>Null: it can always be asked for, and the last one to ask is heeded.</returns>
    public static string? Begin(ShutdownStrategy strategy, DecisionInProgress decision)
    {
        if (decision.Run.Shutdown != strategy) decision.Record(new ShutdownRequested(decision.Now, strategy));
        return null;
    }

    /// <summary>Ends all that may not go on. A run has a shutdown once or twice in its life, so it may cost a look at each node.</summary>
    public static void Apply(DecisionInProgress decision)
    {
        var run = decision.Run;
        if (!run.TakeShutdown()) return;
        for (var i = 0; i < run.Nodes.Count; i++)
            if (!run.Nodes[i].IsFinished && Forbids(run.Nodes[i], run)) End(run.Nodes[i], decision);
        for (var i = 0; i < run.Nodes.Count; i++)
            if (run.Nodes[i] is { IsFinished: false, Held.Count: > 0 } holding) Parallelism.Release(holding, decision);
    }

    /// <summary>The node may not go on, nor begin.</summary>
    public static bool Forbids(Node node, RunState run) => run.Shutdown == ShutdownStrategy.Terminate || (run.Shutdown == ShutdownStrategy.Stop && !node.IsInExitHandler);

    /// <summary>
    /// The steps or dag node, which calls its own template, may not begin: what it would call would be ended one by one, and there may be no end of it.
    /// (Any other begins, as in Argo, and its first step says why it goes no further.)
    /// </summary>
    public static bool EndsRecursion(Node node, RunState run) => node.Children.Count == 0 && Forbids(node, run) && IsWithinItself(node);

    private static bool IsWithinItself(Node node)
    {
        for (var around = node.Boundary; around is not null; around = around.Boundary)
            if (around.TemplateKey == node.TemplateKey) return true;
        return false;
    }

    /// <summary>The message of a leaf that comes too late to begin.</summary>
    public static string MessageBeforeStart(Node leaf, RunState run) => leaf.Type == NodeType.Pod ? $"workflow shutdown with strategy: {run.Shutdown}" : Message(run);

    private static void End(Node node, DecisionInProgress decision)
    {
        switch (node.Type)
        {
            // As in Argo, it has done its work: it ends, and has succeeded, with the template that has started it.
            case var _ when Daemons.IsReady(node): break;
            case var _ when node.IsGated: decision.Finish(node, NodePhase.Failed, Message(decision.Run)); break;
            // As in Argo, with two spaces.
            case NodeType.Pod: decision.Stop(node, NodePhase.Failed, $"workflow shutdown with strategy:  {decision.Run.Shutdown}"); break;
            case NodeType.Suspend: decision.Stop(node, NodePhase.Failed, Message(decision.Run)); break;
            case NodeType.Steps or NodeType.DAG when EndsRecursion(node, decision.Run): decision.Finish(node, NodePhase.Failed, Message(decision.Run)); break;
            case NodeType.Retry when node.OpenChildren == 0: decision.Finish(node, NodePhase.Failed, Message(decision.Run)); break;
            default:
                if (node.IsLeaf) decision.Stop(node, NodePhase.Failed, Message(decision.Run));
                break;
        }
    }

    public static string Message(RunState run) => $"Stopped with strategy '{run.Shutdown}'";
}
