namespace Runbooks.Engine.Runs.Requests;

/// <summary>Argo's <c>spec.suspend</c>, and what ends it.</summary>
internal static class Suspension
{
    public static string? Suspend(DecisionInProgress decision)
    {
        Change(true, decision);
        return null;
    }

    /// <summary>All that wait go on, or none. That nothing waits is an answer as well: someone expects it to.</summary>
    public static string? Resume(ResumeRequest request, DecisionInProgress decision)
    {
        if (WaitingNodes.Choose(request.NodeFieldSelector, decision, out var nodes) is { } mistake) return mistake;
        if (nodes.Count == 0 && (request.NodeFieldSelector is { Length: > 0 } || !decision.Run.IsSuspended)) return WaitingNodes.NoneMatches(request.NodeFieldSelector, decision);
        if (WaitingNodes.Unsupplied(nodes, decision) is { } missing) return missing;
        if (request.NodeFieldSelector is null or "") Change(false, decision);
        foreach (var node in nodes) decision.Finish(node, NodePhase.Succeeded, Message(node, request), SuppliedOutputs.Of(node, decision));
        return null;
    }

    private static string Message(Node node, ResumeRequest request) =>
        node.Message is { Length: > 0 } before ? $"{before}; Resumed by: {request.By}" : $"Resumed by: {request.By}";

    private static void Change(bool isSuspended, DecisionInProgress decision)
    {
        if (decision.Run.IsSuspended != isSuspended) decision.Record(new SuspensionChanged(decision.Now, isSuspended));
    }
}
