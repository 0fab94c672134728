using Runbooks.Engine.Runs;

namespace Runbooks.Cli.Tree;

/// <summary>
/// A run's nodes as the rows of a tree, drawn as <c>argo get</c> draws them: a step group has no row of its own; its members hang
/// side by side under one knot.
/// </summary>
internal sealed class RunTree
{
    private readonly List<TreeRow> _rows = [];
    private readonly int _members;

    private RunTree(int members) => _members = members;

    /// <param name="members">The most members shown of one group; of a longer one the failed and running ones come first.</param>
    public static List<TreeRow> Rows(RunState run, int members = int.MaxValue)
    {
        return run.Root is { } root ? Rows(root, members) : [];
    }

    /// <summary>The same, of a node and what is below it.</summary>
    public static List<TreeRow> Rows(Node node, int members = int.MaxValue)
    {
        var tree = new RunTree(members);
        tree.Draw(node, " ", " ");
        return tree._rows;
    }

    /// <summary>As many members of each group as there is room for.</summary>
    /// <param name="most">Rows; more only if so few members are too many.</param>
    public static List<TreeRow> Fitting(RunState run, int most, int leastMembers, int mostMembers)
    {
        var (fits, tooMany) = (leastMembers, mostMembers + 1);
        while (tooMany - fits > 1)
        {
            var middle = (fits + tooMany) / 2;
            if (Rows(run, middle).Count <= most) fits = middle;
            else tooMany = middle;
        }
        return Rows(run, fits);
    }

    /// <param name="here">What is to the left of the node's own row.</param>
    /// <param name="below">What is to the left of the rows under it.</param>
    private void Draw(Node node, string here, string below)
    {
        _rows.Add(new NodeRow(here, node));
        var isEnd = node.HookNodes.Count == 0;
        if (node.Type is NodeType.DAG or NodeType.TaskGroup or NodeType.Retry) DrawBranches(node, below, isEnd);
        if (node.Type == NodeType.Steps)
            for (var i = 0; i < node.Children.Count; i++)
            {
                var last = isEnd && i == node.Children.Count - 1;
                DrawGroup(node.Children[i], below + (last ? "└─" : "├─"), below + (last ? "  " : "│ "));
            }
        DrawHooks(node, below);
    }

    /// <summary>A node's lifecycle hooks, below all else that it has.</summary>
    private void DrawHooks(Node node, string below)
    {
        for (var i = 0; i < node.HookNodes.Count; i++)
        {
            var last = i == node.HookNodes.Count - 1;
            Draw(node.HookNodes[i], below + (last ? "└─" : "├─"), below + (last ? "  " : "│ "));
        }
    }

    /// <summary>The tasks of a dag, the items of a task or the attempts of a node: one below the other, since they don't begin together.</summary>
    private void DrawBranches(Node node, string below, bool isEnd)
    {
        var (shown, more) = GroupSummary.Of(node, _members);
        for (var i = 0; i < shown.Count; i++)
        {
            var last = isEnd && i == shown.Count - 1 && more is null;
            Draw(shown[i], below + (last ? "└─" : "├─"), below + (last ? "  " : "│ "));
        }
        if (more is not null) _rows.Add(new MoreRow(below + (isEnd ? "└─" : "├─"), more));
    }

    private void DrawGroup(Node group, string here, string below)
    {
        var (shown, more) = GroupSummary.Of(group, _members);
        var count = shown.Count + (more is null ? 0 : 1);
        for (var i = 0; i < count; i++)
        {
            var left = i == 0 ? here : below;
            var (knot, under) =
                count == 1 ? ("──", "  ")
                : i == 0 ? ("┬─", "│ ")
                : i == count - 1 ? ("└─", "  ")
                : ("├─", "│ ");
            if (i < shown.Count) Draw(shown[i], left + knot, below + under);
            else _rows.Add(new MoreRow(left + knot, more!));
        }
    }
}
