namespace Runbooks.Engine.Runs;

/// <summary>As in Argo, a daemon is ended, and has succeeded, when the steps or dag template that has started it has ended.</summary>
internal static class Daemons
{
    /// <summary>The node, or the one of which it is an attempt, is a daemon that is ready.</summary>
    public static bool IsReady(Node node) => node.IsDaemoned || node.Parent is { Type: NodeType.Retry, IsDaemoned: true };

    /// <param name="boundary">A node that has just ended.</param>
    public static void EndAllOf(Node boundary, DecisionInProgress decision)
    {
        if (boundary.Daemon is not { Started: { Count: > 0 } started }) return;
        foreach (var daemon in started.ToList()) End(daemon, decision);
    }

    /// <summary>The entrypoint itself is a daemon: nothing comes after it, so its time is over when it is ready.</summary>
    public static void EndRoot(Node root, DecisionInProgress decision)
    {
        if (root is { IsDaemoned: true, Parent: null }) End(root, decision);
    }

    private static void End(Node daemon, DecisionInProgress decision)
    {
        if (daemon.Type != NodeType.Retry) decision.Stop(daemon, NodePhase.Succeeded, null);
        else if (daemon.OpenChildren > 0) decision.Stop(daemon.Children[^1], NodePhase.Succeeded, null);
        else decision.Finish(daemon, NodePhase.Succeeded);
    }
}
