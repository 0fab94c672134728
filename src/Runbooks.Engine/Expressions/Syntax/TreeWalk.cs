namespace Runbooks.Engine.Expressions.Syntax;

internal static class TreeWalk
{
    /// <summary>The node and all below it, in the order of the text.</summary>
    public static IEnumerable<SyntaxNode> All(SyntaxNode tree)
    {
        var open = new Stack<SyntaxNode>([tree]);
        while (open.TryPop(out var node))
        {
            yield return node;
            foreach (var child in node.Children.Reverse()) open.Push(child);
        }
    }
}
