using Runbooks.Engine.Runs;

namespace Runbooks.Engine.Status;

/// <summary>What the Pods inside each node have taken, summed up from the inside out.</summary>
internal sealed class ResourceSums
{
    private readonly Dictionary<Node, ResourcesDuration> _inside = [];

    public ResourceSums(RunState run)
    {
        for (var i = run.Nodes.Count - 1; i >= 0; i--)
            if (run.Nodes[i] is { Parent: { } parent } node && All(node) is { } taken) _inside[parent] = (_inside.GetValueOrDefault(parent) + taken)!;
    }

    /// <summary>Null for a node that goes on, and without a Pod.</summary>
    public ResourcesDuration? Of(Node node) => node.IsFinished ? All(node) : null;

    private ResourcesDuration? All(Node node) => node.ResourcesDuration ?? _inside.GetValueOrDefault(node);
}
