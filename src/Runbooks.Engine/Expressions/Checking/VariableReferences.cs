using Runbooks.Engine.Expressions.Syntax;

namespace Runbooks.Engine.Expressions.Checking;

/// <summary>Finds the variables in a tree, with as many constant members as follow each.</summary>
internal sealed class VariableReferences
{
    private readonly List<VariableReference> _found = [];
    private readonly Stack<string> _lets = new();

    public static IReadOnlyList<VariableReference> In(SyntaxNode tree)
    {
        var references = new VariableReferences();
        references.Visit(tree, mayBeAbsent: false);
        return references._found;
    }

    private void Visit(SyntaxNode node, bool mayBeAbsent)
    {
        if (Path(node) is { } path) Add(path.Names, path.Offset, mayBeAbsent || path.Optional);
        else if (node is CallNode { Callee: IdentifierNode } call) VisitAll(call.Arguments, mayBeAbsent);
        else if (node is CallNode { Callee: MemberNode method } methodCall) VisitAll([method.Target, .. methodCall.Arguments], mayBeAbsent);
        else if (node is LetNode let) VisitLet(let, mayBeAbsent);
        else if (node is BinaryNode { Operator: BinaryOperator.Coalesce } coalesce)
        {
            Visit(coalesce.Left, mayBeAbsent: true);
            Visit(coalesce.Right, mayBeAbsent);
        }
        else VisitAll(node.Children, mayBeAbsent);
    }

    private void VisitAll(IEnumerable<SyntaxNode> nodes, bool mayBeAbsent)
    {
        foreach (var node in nodes) Visit(node, mayBeAbsent);
    }

    private void VisitLet(LetNode let, bool mayBeAbsent)
    {
        Visit(let.Value, mayBeAbsent);
        _lets.Push(let.Name);
        Visit(let.Body, mayBeAbsent);
        _lets.Pop();
    }

    private void Add(List<string> names, int offset, bool mayBeAbsent)
    {
        if (names[0] == "$env") names.RemoveAt(0);
        if (names.Count > 0 && !_lets.Contains(names[0])) _found.Add(new VariableReference(names, offset, mayBeAbsent));
    }

    /// <summary>The names that lead to a member, or null if they aren't constant.</summary>
    public static IReadOnlyList<string>? PathOf(SyntaxNode node) => Path(node)?.Names;

    private static (List<string> Names, int Offset, bool Optional)? Path(SyntaxNode node)
    {
        switch (node)
        {
            case IdentifierNode name: return ([name.Name], name.Offset, false);
            case ChainNode chain: return Path(chain.Node);
            case MemberNode { Property: LiteralNode { Value: string member }, IsMethod: false } access when Path(access.Target) is { } path:
                path.Names.Add(member);
                return path with { Optional = path.Optional || access.Optional };
            default: return null;
        }
    }
}
