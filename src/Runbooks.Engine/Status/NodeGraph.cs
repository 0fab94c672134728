using Runbooks.Engine.Argo;
using Runbooks.Engine.Runs;

namespace Runbooks.Engine.Status;

/// <summary>
/// A run as Argo draws it: not a tree but a graph, where a step group hangs under the last nodes of the group before it, and a task
/// under the last nodes of those it depends on. Made in one pass over the nodes, last to first, so that whatever a node leads to is known
/// before the node is looked at.
/// </summary>
internal sealed class NodeGraph
{
    private readonly List<Node>?[] _next;
    private readonly List<Node>[] _outbound;
    private readonly Progress[] _reached;

    public NodeGraph(RunState run)
    {
        _next = new List<Node>?[run.NextNumber];
        _outbound = new List<Node>[run.NextNumber];
        _reached = new Progress[run.NextNumber];
        for (var i = run.Nodes.Count - 1; i >= 0; i--) _outbound[run.Nodes[i].Number] = Outbound(run.Nodes[i]);
        foreach (var node in run.Nodes) Link(node);
        var inside = Inside(run);
        for (var i = run.Nodes.Count - 1; i >= 0; i--) Reach(run.Nodes[i], inside);
    }

    /// <summary>Argo's <c>children</c>.</summary>
    public IEnumerable<Node> Children(Node node) => Own(node).Concat(Hooks(node)).Concat(_next[node.Number] ?? []);

    /// <summary>As in Argo, the workflow's exit handler hangs under nothing.</summary>
    private static IEnumerable<Node> Hooks(Node node) => node.Parent is null ? node.HookNodes.Where(hook => hook.Hook != LifecycleHook.Exit) : node.HookNodes;

    private static IEnumerable<Node> Own(Node node) => node.Type switch
    {
        NodeType.Steps => node.Children.Take(1),
        NodeType.DAG => node.Children.Where(task => node.Dag!.Dag.Tasks[task.StepIndex].Dependencies.Count == 0),
        NodeType.StepGroup or NodeType.TaskGroup or NodeType.Retry => node.Children,
        _ => [],
    };

    /// <summary>Argo's <c>outboundNodes</c>: the last nodes of a finished steps or dag node, from which what comes after is drawn.</summary>
    public IReadOnlyList<Node> OutboundNodes(Node node) => node.Type is NodeType.Steps or NodeType.DAG ? _outbound[node.Number] : [];

    /// <summary>Argo's <c>progress</c> of a node: a leaf's own; else that of all leaves that can be reached from the node. Within a dag, of those inside it only.</summary>
    public Progress ProgressOf(Node node) => node.IsLeaf || node.Type == NodeType.Suspend ? Progress.Of(node) : _reached[node.Number];

    private List<Node> Outbound(Node node) => node.Type switch
    {
        // It has nothing inside.
        _ when node.Cached is { Hit: true } => [node],
        NodeType.Steps => node.IsFinished && node.Children.Count > 0 ? LastNodes(node.Children[^1]) : [],
        NodeType.DAG => node.IsFinished ? [.. node.Dag!.Targets.Select(node.Dag.NodeOf).OfType<Node>().SelectMany(task => _outbound[task.Number])] : [],
        NodeType.TaskGroup => node.Children.Count > 0 ? LastNodes(node) : [node],
        NodeType.Retry => node.Children.Count > 0 ? [node.Children[^1]] : [],
        NodeType.StepGroup => [],
        _ => [node],
    };

    private List<Node> LastNodes(Node group) => [.. group.Children.SelectMany(member => _outbound[member.Number])];

    private void Link(Node node)
    {
        if (node.Type == NodeType.Steps) LinkGroups(node);
        else if (node.Type == NodeType.DAG) LinkTasks(node);
    }

    private void LinkGroups(Node steps)
    {
        for (var i = 1; i < steps.Children.Count; i++)
        {
            var before = steps.Children[i - 1];
            if (before.Children.Count == 0) Draw(before, steps.Children[i]);
            foreach (var last in LastNodes(before)) Draw(last, steps.Children[i]);
        }
    }

    private void LinkTasks(Node dag)
    {
        foreach (var task in dag.Children)
            foreach (var dependency in dag.Dag!.Dag.Tasks[task.StepIndex].Dependencies)
                foreach (var last in _outbound[dag.Dag.NodeOf(dependency)!.Number]) Draw(last, task);
    }

    private void Draw(Node from, Node to) => (_next[from.Number] ??= []).Add(to);

    /// <summary>The progress of each node's own subtree.</summary>
    private static Progress[] Inside(RunState run)
    {
        var inside = new Progress[run.NextNumber];
        for (var i = run.Nodes.Count - 1; i >= 0; i--)
        {
            var node = run.Nodes[i];
            inside[node.Number] += Progress.Of(node);
            if (node.Parent is { } parent) inside[parent.Number] += inside[node.Number];
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
        while (group is { Type: NodeType.StepGroup })
        {
            var siblings = group.Parent!.Children;
            if (siblings[^1] != group) return _reached[siblings[group.StepIndex + 1].Number];
            group = group.Parent.Parent;
        }
        return default;
    }
}
