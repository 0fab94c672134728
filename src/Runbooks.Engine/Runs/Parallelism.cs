using Runbooks.Engine.Argo;

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

    /// <summary>
    /// Starts a hook of a node. Of a step's or task's, the exit handler may be held back: that it is to come can't be missed. What another one
    /// waited for may be over by then, and those of the workflow belong to no template.
    /// </summary>
    public static void StartHook(NodeStart start, Node node, DecisionInProgress decision)
    {
        if (start.Hook == LifecycleHook.Exit && node.Boundary is { } boundary && (boundary.Held is { Count: > 0 } || !HasPlace(boundary, decision))) Hold(start, node, boundary, decision);
        else StartNow(start, node, decision);
    }

    /// <summary>Starts what was held back, as far as there are places.</summary>
    public static void Release(Node boundary, DecisionInProgress decision)
    {
        if (boundary.Held is { Count: > 0 } && (decision.Run.Shutdown == ShutdownStrategy.Terminate || FailFast.Holds(boundary, decision))) DropHooks(boundary, decision);
        while (boundary.Held is { Count: > 0 } held && HasPlace(boundary, decision))
        {
            var (start, parent) = held.Dequeue();
            parent.HeldChildren--;
            decision.Run.HeldNodes--;
            StartNow(start, parent, decision);
        }
        if (boundary.Held is { Count: > 0 } && !decision.Run.HasPlace) decision.Run.WaitForPlace(boundary);
    }

    /// <summary>Exit handlers that have not begun never do: what they belong to need not wait.</summary>
    private static void DropHooks(Node boundary, DecisionInProgress decision)
    {
        var held = boundary.Held!.ToLookup(one => one.Start.Hook is not null);
        boundary.Held = new Queue<(NodeStart, Node)>(held[false]);
        foreach (var (_, node) in held[true])
        {
            node.HeldChildren--;
            decision.Run.HeldNodes--;
            decision.Run.Touch(node);
        }
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
        decision.Run.HeldNodes++;
        if (boundary.Held.Count == 1 && !decision.Run.HasPlace) decision.Run.WaitForPlace(boundary);
    }

    private static void StartNow(NodeStart start, Node parent, DecisionInProgress decision)
    {
        var node = decision.Start(start, parent);
        // The first attempt takes the place, before anyone else looks for one.
        if (node is { Type: NodeType.Retry, IsGated: false }) RetryDecider.Advance(node, decision);
    }
}
