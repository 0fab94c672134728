namespace Runbooks.Engine.Expressions.Syntax;

/// <summary>One node of an expression's tree; the closed list of its kinds is below.</summary>
/// <param name="Offset">Where in the text errors about it point.</param>
internal abstract record SyntaxNode(int Offset)
{
    public virtual IEnumerable<SyntaxNode> Children => [];
}

/// <summary><c>nil</c>, <c>true</c>, <c>12</c>, <c>1.5</c>, <c>'text'</c>, <c>b"bytes"</c></summary>
internal sealed record LiteralNode(int Offset, object? Value) : SyntaxNode(Offset);

/// <summary><c>name</c> or <c>$env</c></summary>
internal sealed record IdentifierNode(int Offset, string Name) : SyntaxNode(Offset);

/// <summary><c>#</c>, <c>#index</c> or <c>#acc</c></summary>
internal sealed record PointerNode(int Offset, string Name) : SyntaxNode(Offset);

/// <summary><c>not x</c>, <c>-x</c></summary>
internal sealed record UnaryNode(int Offset, UnaryOperator Operator, SyntaxNode Operand) : SyntaxNode(Offset)
{
    public override IEnumerable<SyntaxNode> Children => [Operand];
}

/// <summary><c>x + y</c></summary>
/// <param name="Sign">The operator as written: some have two signs.</param>
internal sealed record BinaryNode(int Offset, BinaryOperator Operator, SyntaxNode Left, SyntaxNode Right, string Sign) : SyntaxNode(Offset)
{
    public override IEnumerable<SyntaxNode> Children => [Left, Right];
}

/// <summary><c>c ? x : y</c>, <c>c ?: y</c> or <c>if c { x } else { y }</c></summary>
internal sealed record ConditionalNode(int Offset, SyntaxNode Condition, SyntaxNode Then, SyntaxNode Else) : SyntaxNode(Offset)
{
    public override IEnumerable<SyntaxNode> Children => [Condition, Then, Else];
}

/// <summary><c>x.y</c>, <c>x?.y</c>, <c>x[y]</c></summary>
/// <param name="IsMethod">It is called.</param>
internal sealed record MemberNode(int Offset, SyntaxNode Target, SyntaxNode Property, bool Optional, bool IsMethod = false) : SyntaxNode(Offset)
{
    public override IEnumerable<SyntaxNode> Children => [Target, Property];
}

/// <summary>The members that an <c>?.</c> on nil skips.</summary>
internal sealed record ChainNode(int Offset, SyntaxNode Node) : SyntaxNode(Offset)
{
    public override IEnumerable<SyntaxNode> Children => [Node];
}

/// <summary><c>x[from:to]</c></summary>
internal sealed record SliceNode(int Offset, SyntaxNode Target, SyntaxNode? From, SyntaxNode? To) : SyntaxNode(Offset)
{
    public override IEnumerable<SyntaxNode> Children => new[] { Target, From, To }.OfType<SyntaxNode>();
}

/// <summary><c>f(x)</c> where f is a variable or a member.</summary>
internal sealed record CallNode(int Offset, SyntaxNode Callee, IReadOnlyList<SyntaxNode> Arguments) : SyntaxNode(Offset)
{
    public override IEnumerable<SyntaxNode> Children => [Callee, .. Arguments];
}

/// <summary><c>len(x)</c>, <c>filter(x, # > 1)</c></summary>
internal sealed record BuiltinNode(int Offset, string Name, IReadOnlyList<SyntaxNode> Arguments) : SyntaxNode(Offset)
{
    public override IEnumerable<SyntaxNode> Children => Arguments;
}

/// <summary><c># > 1</c> or <c>{# > 1}</c>, evaluated once for each item.</summary>
internal sealed record PredicateNode(int Offset, SyntaxNode Body) : SyntaxNode(Offset)
{
    public override IEnumerable<SyntaxNode> Children => [Body];
}

/// <summary><c>let name = value; body</c></summary>
internal sealed record LetNode(int Offset, string Name, SyntaxNode Value, SyntaxNode Body) : SyntaxNode(Offset)
{
    public override IEnumerable<SyntaxNode> Children => [Value, Body];
}

/// <summary><c>x; y</c></summary>
internal sealed record SequenceNode(int Offset, IReadOnlyList<SyntaxNode> Nodes) : SyntaxNode(Offset)
{
    public override IEnumerable<SyntaxNode> Children => Nodes;
}

/// <summary><c>[x, y]</c></summary>
internal sealed record ArrayNode(int Offset, IReadOnlyList<SyntaxNode> Items) : SyntaxNode(Offset)
{
    public override IEnumerable<SyntaxNode> Children => Items;
}

/// <summary><c>{a: x, (key): y}</c></summary>
internal sealed record MapNode(int Offset, IReadOnlyList<(SyntaxNode Key, SyntaxNode Value)> Pairs) : SyntaxNode(Offset)
{
    public override IEnumerable<SyntaxNode> Children => Pairs.SelectMany(pair => new[] { pair.Key, pair.Value });
}
