using Runbooks.Cli.Terminals;
using Runbooks.Engine.Runs;

namespace Runbooks.Cli.Tree;

/// <summary>What a node's row says about it: where its native calls went; its message; without one, for a leaf, its result in brief or else what it was given.</summary>
internal static class NodeNote
{
    private const int Longest = 200;

    public static string Of(Node node) => node.Place is { } place ? $"{place}: {Said(node)}".TrimEnd(' ', ':') : Said(node);

    private static string Said(Node node)
    {
        if (node.Message is { Length: > 0 } message) return Printable.Line(message);
        if (!node.IsLeaf) return "";
        if (node.Outputs?.Result is { } result) return Printable.Line(result, Longest);
        return node.Inputs is { Count: > 0 } inputs
            ? Printable.Line(string.Join(" ", inputs.Select(input => $"{input.Key}={Printable.Line(input.Value, Longest)}")), Longest)
            : "";
    }
}
