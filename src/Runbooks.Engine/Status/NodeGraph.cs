using Runbooks.Engine.Runs;

namespace Runbooks.Engine.Status;

/// <summary>
/// A run as Argo draws it: not a tree but a graph, where a step group hangs under the last nodes of the group before it. Made in one
/// pass over the nodes, last to first, so that whatever a node leads to is known before the node is looked at.
/// </summary>
internal sealed class NodeGraph
{
    private readonly Node?[] _next;
    private readonly IReadOnlyList<Node>[] _outbound;
    private readonly Progress[] _reached;

    public NodeGraph(RunState run)
    {
        _next = new Node?[run.Nodes.Count];
        _outbound = new IReadOnlyList<Node>[run.Nodes.Count];
        _reached = new Progress[run.Nodes.Count];
        for (var i = run.Nodes.Count - 1; i >= 0; i--) Outbound(run.Nodes[i]);
        foreach (var node in run.Nodes) Link(node);
        var inside = Inside(run);
        for (var i = run.Nodes.Count - 1; i >= 0; i--) Reach(run.Nodes[i], inside);
    }

    /// <summary>Argo's <c>children</c>.</summary>
    public IEnumerable<Node> Children(Node node)
    {
        if (node.Type == NodeType.Steps) return node.Children.Take(1);
        if (node.Type == NodeType.StepGroup && node.Children.Count > 0) return node.Children;
        return _next[node.Number] is { } next ? [next] : [];
    }

    /// <summary>Argo's <c>outboundNodes</c>: the last nodes of a finished steps node, from which what comes after is drawn.</summary>
    public IReadOnlyList<Node> OutboundNodes(Node node) => node.Type == NodeType.Steps ? _outbound[node.Number] : [];

    /// <summary>Argo's <c>progress</c> of a node: a leaf's own; else that of all leaves that can be reached from the node.</summary>
    public Progress ProgressOf(Node node) => node.IsLeaf ? Progress.Of(node) : _reached[node.Number];

    private void Outbound(Node node) => _outbound[node.Number] = node.Type switch
    {
        NodeType.Steps => node.IsFinished && node.Children.Count > 0 ? LastNodes(node.Children[^1]) : [],
        NodeType.StepGroup => [],
        _ => [node],
    };

    private List<Node> LastNodes(Node group) => [.. group.Children.SelectMany(member => _outbound[member.Number])];

    private void Link(Node steps)
    {
        if (steps.Type != NodeType.Steps) return;
        for (var i = 1; i < steps.Children.Count; i++)
        {
            var before = steps.Children[i - 1];
            if (before.Children.Count == 0) _next[before.Number] = steps.Children[i];
            foreach (var last in LastNodes(before)) _next[last.Number] = steps.Children[i];
        }
    }

    /// <summary>The progress of each node's own subtree.</summary>
    private static Progress[] Inside(RunState run)
    {
        var inside = new Progress[run.Nodes.Count];
        for (var i = run.Nodes.Count - 1; i >= 0; i--)
        {
            var node = run.Nodes[i];
            inside[i] += Progress.Of(node);
            if (node.Parent is { } parent) inside[parent.Number] += inside[i];
        }
        return inside;
    }

    private void Reach(Node node, Progress[] inside)
    {
        var group = node.Type == NodeType.StepGroup ? node : node.Parent;
        _reached[node.Number] = (node.Type == NodeType.Skipped ? default : inside[node.Number]) + After(group);
    }

    /// <summary>What comes after a group: the next one, or what comes after the steps node that it ends.</summary>
    private Progress After(Node? group)
    {
        while (group is not null)
        {
            var siblings = group.Parent!.Children;
            if (siblings[^1] != group) return _reached[siblings[group.StepIndex + 1].Number];
            group = group.Parent.Parent;
        }
        return default;
    }
}
