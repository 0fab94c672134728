namespace Runbooks.Engine.Expressions.Syntax;

/// <summary>Long chains (<c>1 + 1 + 1 …</c>) are no nesting to the parser, but make a high tree, and each level costs stack.</summary>
internal static class TreeHeight
{
    /// <exception cref="SyntaxException">The tree is higher than <paramref name="limit"/>.</exception>
    public static SyntaxNode Check(SyntaxNode tree, int limit)
    {
        var open = new Stack<(SyntaxNode Node, int Height)>([(tree, 1)]);
        while (open.TryPop(out var next))
        {
            if (next.Height > limit) throw new SyntaxException($"the expression is nested more than {limit} levels deep", next.Node.Offset);
            foreach (var child in next.Node.Children) open.Push((child, next.Height + 1));
        }
        return tree;
    }
}
