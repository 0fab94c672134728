namespace Runbooks.Engine.Expressions.Syntax;

internal sealed partial class Parser
{
    /// <summary><c>.name</c>, <c>?.name</c>, <c>[index]</c>, <c>[from:to]</c> and calls of members, as many as follow.</summary>
    private SyntaxNode Postfix(SyntaxNode node)
    {
        while (true)
        {
            var token = Current;
            if (token.IsOperator(".")) node = Member(node, optional: false);
            else if (token.IsOperator("?.") && _tokens[_at + 1].IsBracket("["))
            {
                Take();
                node = Index(node, optional: true);
            }
            else if (token.IsOperator("?.")) node = Member(node, optional: true);
            else if (token.IsBracket("[")) node = Index(node, optional: false);
            else return node;
        }
    }

    private SyntaxNode Member(SyntaxNode target, bool optional)
    {
        Take();
        var name = Take();
        if (!name.Is(TokenKind.Identifier) && !(name.Is(TokenKind.Operator) && name.Value.All(char.IsLetter)))
            throw new SyntaxException("expected name", name.Offset);
        var chain = target as ChainNode;
        var property = Node(new LiteralNode(name.Offset, name.Value));
        var isMethod = Current.IsBracket("(");
        SyntaxNode member = Node(new MemberNode(name.Offset, chain?.Node ?? target, property, optional, isMethod));
        if (isMethod) member = Node(new CallNode(name.Offset, member, Arguments([])));
        return chain is not null || optional ? Node(new ChainNode(name.Offset, member)) : member;
    }

    private SyntaxNode Index(SyntaxNode target, bool optional)
    {
        var offset = Take().Offset;
        var from = Current.IsOperator(":") ? null : Expression();
        if (from is not null && !Current.IsOperator(":"))
        {
            ExpectBracket("]");
            var member = Node(new MemberNode(offset, target, from, optional));
            return optional ? Node(new ChainNode(offset, member)) : member;
        }
        Take();
        var to = Current.IsBracket("]") ? null : Expression();
        ExpectBracket("]");
        return Node(new SliceNode(offset, target, from, to));
    }
}
