using System.Globalization;

namespace Runbooks.Engine.Runs;

/// <summary>The workflow's <c>activeDeadlineSeconds</c>: when they are over, what is under way is stopped, and nothing new begins but exit handlers.</summary>
internal static class RunDeadline
{
    public const string Message = "Step exceeded its deadline";

    /// <summary>Ends all that may not go on. It comes once in a run's life, so it may cost a look at each node.</summary>
    public static void Apply(DecisionInProgress decision)
    {
        var run = decision.Run;
        if (!run.TakeDeadline(decision.Now)) return;
        for (var i = 0; i < run.Nodes.Count; i++)
            if (!run.Nodes[i].IsFinished) End(run.Nodes[i], decision);
    }

    /// <summary>The node may not go on, nor begin.</summary>
    public static bool Forbids(Node node, DecisionInProgress decision) => decision.Now >= decision.Run.Deadline && !node.IsInExitHandler;

    /// <summary>The message of a retried node that is not tried again; the time as Go prints it.</summary>
    public static string OfRetry(RunState run) =>
        $"retry exceeded workflow deadline {run.Deadline!.Value.UtcDateTime.ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture)} +0000 UTC";

    private static void End(Node node, DecisionInProgress decision)
    {
        if (!Forbids(node, decision) || Daemons.IsReady(node)) return;
        if (node.IsLeaf || node.IsGated || node.Type == NodeType.Suspend) decision.Stop(node, NodePhase.Failed, Message);
        else if (node.Type == NodeType.Retry) RetryDecider.Advance(node, decision);
    }
}
