using Runbooks.Engine.Runs;
using Runbooks.Engine.Status;
using Runbooks.Schemas;

namespace Runbooks.Cli.Logs;

/// <summary>Which steps' logs the user wants.</summary>
/// <param name="node">A step's display name, full name, id or Pod name; null for all steps.</param>
internal sealed class NodeChoice(string? node)
{
    public bool Includes(Node leaf, RunState run) => node is null || Names(leaf, run).Contains(node);

    public bool IsIn(RunState run) => node is null || run.Nodes.Any(leaf => Includes(leaf, run));

    /// <summary>A step was named, it has come to be, and it is over.</summary>
    public bool AllFinished(RunState run)
    {
        if (node is null) return false;
        var chosen = run.Nodes.Where(leaf => Includes(leaf, run)).ToList();
        return chosen.Count > 0 && chosen.TrueForAll(leaf => leaf.IsFinished);
    }

    public CommandException NotFound(RunState run)
    {
        var known = run.Nodes.Where(leaf => leaf.IsLeaf).Select(DisplayName.Of).Distinct();
        return CommandException.BadInput($"run {run.Run.Name} has no step '{node}'{DidYouMean.Hint(node!, known)}; runbooks get {run.Run.Name} shows all");
    }

    private static IEnumerable<string> Names(Node leaf, RunState run)
    {
        yield return DisplayName.Of(leaf);
        yield return leaf.Name;
        yield return leaf.ArgoId;
        if (leaf.Type == NodeType.Pod) yield return PodName.Of(run, leaf);
    }
}
