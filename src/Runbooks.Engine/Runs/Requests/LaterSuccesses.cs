namespace Runbooks.Engine.Runs.Requests;

/// <summary>Whether anything succeeded after a node, so that a failure of it didn't keep the run from going on. One look at each node.</summary>
internal sealed class LaterSuccesses
{
    private readonly Dictionary<Node, bool> _after = [];
    private readonly bool[] _inside;

    /// <param name="chosen">Their success doesn't count: they are done again.</param>
    public LaterSuccesses(RunState run, IReadOnlySet<Node> chosen)
    {
        _inside = new bool[run.NextNumber];
        // What is in a node came to be after it.
        for (var i = run.Nodes.Count - 1; i >= 0; i--)
        {
            var node = run.Nodes[i];
            if (node.Hook is not null) continue;
            _inside[node.Number] |= node.Phase == NodePhase.Succeeded && !chosen.Contains(node);
            if (node.Parent is { } parent) _inside[parent.Number] |= _inside[node.Number];
        }
    }

    public bool After(Node node)
    {
        if (node.Hook is not null || node.Parent is not { } around) return false;
        if (_after.TryGetValue(node, out var known)) return known;
        if (around.Dag is { } dag) FillIn(around, dag);
        else _after[node] = Beside(node, around) || After(around);
        return _after[node];
    }

    /// <summary>Of later groups, or of the other attempts.</summary>
    private bool Beside(Node node, Node around) => around.Type switch
    {
        NodeType.Steps => around.ChildList.Exists(group => group.StepIndex > node.StepIndex && _inside[group.Number]),
        NodeType.Retry => around.ChildList.Exists(attempt => _inside[attempt.Number]),
        _ => false,
    };

    /// <summary>All tasks of a dag at once, last to first: what depends on a task came to be after it.</summary>
    private void FillIn(Node around, DagState dag)
    {
        var afterDag = After(around);
        for (var i = around.ChildList.Count - 1; i >= 0; i--)
        {
            var task = around.ChildList[i];
            if (task.Hook is null)
                _after[task] = afterDag || dag.Dag.Tasks[task.StepIndex].Dependants.Any(next => dag.NodeOf(next) is { } node && (_inside[node.Number] || _after.GetValueOrDefault(node)));
        }
    }
}
