using Runbooks.Engine.Runs;

namespace Runbooks.Cli.Tree;

/// <summary>Which members of a long step group are worth a row: what failed, then what runs, then what waits; the rest is counted.</summary>
internal static class GroupSummary
{
    private static readonly NodePhase[] Order =
        [NodePhase.Error, NodePhase.Failed, NodePhase.Running, NodePhase.Pending, NodePhase.Succeeded, NodePhase.Skipped, NodePhase.Omitted];

    /// <returns>The members to show, and a text for those left out, or null if none is.</returns>
    public static (IReadOnlyList<Node> Shown, string? More) Of(Node group, int most)
    {
        var members = group.Children;
        // A row that says "1 more" is no shorter than that one.
        if (members.Count <= most + 1L) return (members, null);
        var byPhase = members.ToLookup(member => member.Phase);
        var ordered = Order.SelectMany(phase => byPhase[phase]).ToList();
        return (ordered.GetRange(0, most), More(ordered.Skip(most), ordered.Count - most));
    }

    private static string More(IEnumerable<Node> hidden, int count)
    {
        var phases = hidden.CountBy(node => node.Phase).OrderBy(phase => Array.IndexOf(Order, phase.Key)).ToList();
        return phases.Count == 1
            ? $"… and {count} more {phases[0].Key}"
            : $"… and {count} more: {string.Join(", ", phases.Select(phase => $"{phase.Value} {phase.Key}"))}";
    }
}
