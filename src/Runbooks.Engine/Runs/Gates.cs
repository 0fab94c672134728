using Runbooks.Engine.Runs.Locks;
using Runbooks.Engine.Runs.Memoization;
using Runbooks.Engine.Templating;

namespace Runbooks.Engine.Runs;

/// <summary>Before a node is carried out: in Argo's order first its locks, all at once, and then a look into the cache of its template.</summary>
internal static class Gates
{
    /// <returns>False: it has to wait, or it is finished.</returns>
    public static bool Pass(Node node, DecisionInProgress decision)
    {
        if (node.Gate is not { } gate) return true;
        if (!gate.IsOpen)
        {
            Wait(node, gate, decision);
            return false;
        }
        if (gate.Cached is { Hit: true } cached)
        {
            decision.Finish(node, NodePhase.Succeeded, outputs: cached.Outputs);
            return false;
        }
        if (!node.IsLeaf && node.Phase == NodePhase.Pending) decision.Record(new NodeProgressed(decision.Now, node.Number, NodePhase.Running, null, null));
        return true;
    }

    /// <summary>The run itself may begin.</summary>
    public static bool Pass(DecisionInProgress decision)
    {
        var run = decision.Run;
        if (run.Gate is not { WaitsForLocks: true } gate) return true;
        // As in Argo, a run that is only to be stopped still waits for its locks.
        if (run.Shutdown == ShutdownStrategy.Terminate)
            Fail(Shutdown.Message(run));
        else if (gate.Refusal is { } refusal)
            Fail($"Failed to acquire the synchronization lock. {refusal}");
        else if (!gate.IsAsked)
            Ask();
        return false;

        void Ask()
        {
            try
            {
                decision.Acquire(null, gate, LockNames.Of(run.Runbook.LocksIn(run.Global), run.Run.Namespace));
            }
            catch (Exception wrong) when (wrong is StepInputException or UnresolvedTagException)
            {
                Fail($"Failed to acquire the synchronization lock. {wrong.Message}");
            }
        }

        void Fail(string message) => decision.Record(new RunFinished(decision.Now, RunPhase.Failed, message));
    }

    private static void Wait(Node node, Gate gate, DecisionInProgress decision)
    {
        if (Shutdown.Forbids(node, decision.Run))
            decision.Finish(node, NodePhase.Failed, Shutdown.Message(decision.Run));
        else if (gate.Refusal is { } refusal)
            decision.Finish(node, NodePhase.Error, refusal);
        else if (RunDeadline.Forbids(node, decision))
            decision.Finish(node, NodePhase.Failed, RunDeadline.Message);
        else if (node.IsLeaf && !LeafTimeouts.Allow(node, decision))
            return;
        else if (!gate.IsAsked && (gate.WaitsForLocks || gate.HasPlace))
            Ask(node, gate, decision);
    }

    private static void Ask(Node node, Gate gate, DecisionInProgress decision)
    {
        var template = decision.TemplateOf(node);
        var scope = NodeScope.Of(decision.Run, node);
        try
        {
            if (gate.WaitsForLocks) decision.Acquire(node, gate, LockNames.Of(template.LocksIn(scope), decision.Run.Run.Namespace));
            else decision.LookUp(node, gate, CacheKey.Of(template.MemoizeIn(scope)));
        }
        catch (Exception wrong) when (wrong is StepInputException or UnresolvedTagException)
        {
            decision.Finish(node, NodePhase.Error, wrong.Message);
        }
    }
}
