using Runbooks.Engine.Runs;
using Runbooks.Engine.Status;
using Runbooks.Schemas;

namespace Runbooks.Cli.Nodes;

/// <summary>Which steps of a run the user means.</summary>
/// <param name="node">A step's display name, full name, id or Pod name; null for all steps.</param>
internal sealed class NodeChoice(string? node)
{
    private const int MostNames = 10;

    /// <summary>A step was named.</summary>
    public bool IsOfOne => node is not null;

    /// <summary>The nodes of that name; without one, none.</summary>
    public IReadOnlyList<Node> Named(RunState run) => node is null ? [] : [.. run.Nodes.Where(one => NodeNames.Of(one, run).Contains(node))];

    /// <summary>The steps that were named, or that belong to one that was: the attempts of one that is retried.</summary>
    public IReadOnlyList<Node> Leaves(RunState run)
    {
        var leaves = run.Nodes.Where(one => one.IsLeaf);
        if (node is null) return [.. leaves];
        var named = Named(run).ToHashSet();
        return named.Count == 0 ? [] : [.. leaves.Where(leaf => IsBelow(leaf, named))];
    }

    public bool IsIn(RunState run) => node is null || Named(run).Count > 0;

    /// <summary>A step was named, it has come to be, and it is over.</summary>
    public bool AllFinished(RunState run) => Named(run) is { Count: > 0 } named && named.All(one => one.IsFinished);

    /// <summary>The one node of that name.</summary>
    /// <exception cref="CommandException">There is none, or there are several.</exception>
    public Node Single(RunState run)
    {
        var named = Named(run);
        if (named.Count == 0) throw NotFound(run);
        if (named.Count == 1) return named[0];
        var names = string.Join(", ", named.Take(MostNames).Select(one => $"'{one.Name}'"));
        throw CommandException.BadInput($"run {run.Run.Name} has {named.Count} steps '{node}'; name one of them: {names}{(named.Count > MostNames ? ", …" : "")}");
    }

    public CommandException NotFound(RunState run)
    {
        var known = run.Nodes.Where(leaf => leaf.IsLeaf).Select(DisplayName.Of).Distinct();
        return CommandException.BadInput($"run {run.Run.Name} has no step '{node}'{DidYouMean.Hint(node!, known)}; runbooks get {run.Run.Name} shows all");
    }

    private static bool IsBelow(Node? leaf, HashSet<Node> named)
    {
        for (; leaf is not null; leaf = leaf.Parent)
            if (named.Contains(leaf)) return true;
        return false;
    }
}
