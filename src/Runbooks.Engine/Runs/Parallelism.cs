namespace Runbooks.Engine.Runs;

/// <summary>
/// Holds nodes back while there are as many under way as <c>parallelism</c> allows: of the workflow's leaf steps, and of what a steps or
/// dag template calls. As in Argo, a node that is held back doesn't exist yet. Who is held back is not stored: after a crash it is decided anew.
/// </summary>
internal static class Parallelism
{
    /// <summary>Starts a node of a template, now or as soon as there is a place.</summary>
    public static void Start(NodeStart start, Node parent, DecisionInProgress decision)
    {
        var boundary = parent.Type is NodeType.Steps or NodeType.DAG ? parent : parent.Boundary!;
        if (start.Phase is NodePhase.Pending or NodePhase.Running && (boundary.Held is { Count: > 0 } || !HasPlace(boundary, decision)))
            Hold(start, parent, boundary, decision);
        else
            StartNow(start, parent, decision);
    }

    /// <summary>Starts a hook of a node in the same way; those of the workflow are never held back.</summary>
    public static void StartHook(NodeStart start, Node node, DecisionInProgress decision)
    {
        if (node.Boundary is { } boundary && (boundary.Held is { Count: > 0 } || !HasPlace(boundary, decision))) Hold(start, node, boundary, decision);
        else StartNow(start, node, decision);
    }

    /// <summary>Starts what was held back, as far as there are places.</summary>
    public static void Release(Node boundary, DecisionInProgress decision)
    {
        while (boundary.Held is { Count: > 0 } held && HasPlace(boundary, decision))
        {
            var (start, parent) = held.Dequeue();
            parent.HeldChildren--;
            StartNow(start, parent, decision);
        }
        if (boundary.Held is { Count: > 0 } && !decision.Run.HasPlace) decision.Run.WaitForPlace(boundary);
    }

    /// <summary>Some node of the template may be held back.</summary>
    public static bool IsLimited(Node boundary, DecisionInProgress decision) =>
        decision.Run.Runbook.Workflow.Spec.Parallelism is not null || decision.TemplateOf(boundary).Template.Parallelism is not null;

    private static bool HasPlace(Node boundary, DecisionInProgress decision) =>
        decision.Run.HasPlace && !FailFast.Holds(boundary, decision) && !(decision.TemplateOf(boundary).Template.Parallelism is { } limit and > 0 && boundary.ActiveChildren >= limit);

    private static void Hold(NodeStart start, Node parent, Node boundary, DecisionInProgress decision)
    {
        (boundary.Held ??= new Queue<(NodeStart, Node)>()).Enqueue((start, parent));
        parent.HeldChildren++;
        if (boundary.Held.Count == 1 && !decision.Run.HasPlace) decision.Run.WaitForPlace(boundary);
    }

    private static void StartNow(NodeStart start, Node parent, DecisionInProgress decision)
    {
        var node = decision.Start(start, parent);
        // The first attempt takes the place, before anyone else looks for one.
        if (node is { Type: NodeType.Retry, IsGated: false }) RetryDecider.Advance(node, decision);
    }
}
