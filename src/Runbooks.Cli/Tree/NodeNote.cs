using Runbooks.Cli.Terminals;
using Runbooks.Engine.Runs;
using Runbooks.Engine.Status;

namespace Runbooks.Cli.Tree;

/// <summary>
/// What a node's row says about it: where its native calls went; its message, or the first cause where that is only the hash of what is below
/// it; without one, for a leaf, its result in brief or else what it was given, and so for a step that waits for an answer.
/// </summary>
internal static class NodeNote
{
    private const int Longest = 200;

    public static string Of(Node node) => node.Place is { } place ? $"{Printable.Line(place)}: {Said(node)}".TrimEnd(' ', ':') : Said(node);

    private static string Said(Node node)
    {
        if (FailedSteps.CauseBelow(node) is { } cause) return Printable.Line(cause);
        if (node.Message is { Length: > 0 } message) return Printable.Line(message);
        if (node.IsLeaf && node.Outputs?.Result is { } result) return Printable.Line(result, Longest);
        return (node.IsLeaf || node is { Type: NodeType.Suspend, IsFinished: false }) && node.Inputs is { Count: > 0 } inputs
            ? Printable.Line(string.Join(" ", inputs.Select(input => $"{input.Key}={Printable.Line(input.Value, Longest)}")), Longest)
            : "";
    }
}
