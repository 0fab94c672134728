using Runbooks.Engine.Runs;

namespace Runbooks.Cli.Tree;

/// <summary>
/// Which members of a long group are worth a row: what failed, then what runs, then what waits; a few of what is well, if there is nothing
/// else. The rest is counted.
/// </summary>
internal static class GroupSummary
{
    /// <summary>So many that are well are enough to see what the others are like.</summary>
    private const int MostThatAreWell = 3;

    private static readonly NodePhase[] Order =
        [NodePhase.Error, NodePhase.Failed, NodePhase.Running, NodePhase.Pending, NodePhase.Succeeded, NodePhase.Skipped, NodePhase.Omitted];

    /// <summary>A phase's place in the order, by its number.</summary>
    private static readonly int[] Rank = [.. Enum.GetValues<NodePhase>().Select(phase => Array.IndexOf(Order, phase))];

    /// <returns>The members to show, and a text for those left out, or null if none is.</returns>
    public static (IReadOnlyList<Node> Shown, string? More) Of(Node group, int most)
    {
        var members = group.Children;
        // A row that says "1 more" is no shorter than that one.
        if (members.Count <= most + 1L) return (members, null);
        var phases = Order.Select(_ => (First: new List<Node>(), Count: 0)).ToArray();
        // One pass and no sorting: a frame is painted ten times a second, and a group may have 100,000 members.
        for (var i = 0; i < members.Count; i++)
        {
            ref var phase = ref phases[Rank[(int)members[i].Phase]];
            phase.Count++;
            if (phase.First.Count < most) phase.First.Add(members[i]);
        }
        var worse = phases.Take(Rank[(int)NodePhase.Succeeded]).SelectMany(phase => phase.First).Take(most).ToList();
        var room = worse.Count > 0 ? 0 : Math.Min(most, MostThatAreWell);
        var well = phases.Skip(Rank[(int)NodePhase.Succeeded]).SelectMany(phase => phase.First).Take(room);
        List<Node> shown = [.. worse, .. well];
        foreach (var node in shown) phases[Rank[(int)node.Phase]].Count--;
        return (shown, More([.. Order.Zip(phases, (phase, found) => (phase, found.Count)).Where(phase => phase.Count > 0)]));
    }

    private static string More(List<(NodePhase Phase, int Count)> hidden) => hidden is [var (phase, count)]
        ? $"… and {count} more {phase}"
        : $"… and {hidden.Sum(each => each.Count)} more: {string.Join(", ", hidden.Select(each => $"{each.Count} {each.Phase}"))}";
}
