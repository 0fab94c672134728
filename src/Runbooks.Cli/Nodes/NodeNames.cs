using Runbooks.Engine.Runs;
using Runbooks.Engine.Status;

namespace Runbooks.Cli.Nodes;

/// <summary>What a user may call a step.</summary>
internal static class NodeNames
{
    public static IEnumerable<string> Of(Node node, RunState run)
    {
        yield return DisplayName.Of(node);
        yield return node.Name;
        yield return node.ArgoId;
        if (node.Type == NodeType.Pod) yield return PodName.Of(run, node);
    }

    /// <summary>As the tree shows it, unless another one is shown so too or it is a group, which has no row there.</summary>
    public static string Clear(Node node, RunState run)
    {
        var shown = DisplayName.Of(node);
        return node.Type != NodeType.StepGroup && run.Nodes.Count(other => DisplayName.Of(other) == shown) == 1 ? shown : node.Name;
    }
}
