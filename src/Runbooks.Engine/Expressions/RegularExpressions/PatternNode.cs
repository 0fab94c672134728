namespace Runbooks.Engine.Expressions.RegularExpressions;

/// <summary>One node of a pattern's tree; the closed list of its kinds is below.</summary>
internal abstract record PatternNode
{
    /// <summary>It matches the empty text somewhere.</summary>
    public abstract bool IsNullable { get; }
}

/// <summary>One character of a set: <c>a</c>, <c>.</c>, <c>[a-z]</c></summary>
internal sealed record CharacterNode(CharacterSet Set) : PatternNode
{
    public override bool IsNullable => false;
}

/// <summary><c>^</c>, <c>$</c>, <c>\b</c></summary>
internal sealed record AssertionNode(Assertion Assertion) : PatternNode
{
    public override bool IsNullable => true;
}

/// <summary>One after the other; none is the empty text.</summary>
internal sealed record ConcatenationNode(IReadOnlyList<PatternNode> Items) : PatternNode
{
    public override bool IsNullable { get; } = Items.All(item => item.IsNullable);
}

/// <summary><c>a|b</c>: the first that matches.</summary>
internal sealed record AlternativesNode(IReadOnlyList<PatternNode> Items) : PatternNode
{
    public override bool IsNullable { get; } = Items.Any(item => item.IsNullable);
}

/// <summary><c>(…)</c></summary>
/// <param name="Number">From 1.</param>
internal sealed record CaptureNode(int Number, PatternNode Inner) : PatternNode
{
    public override bool IsNullable { get; } = Inner.IsNullable;
}

/// <summary><c>a*</c>, <c>a{2,5}?</c></summary>
/// <param name="Most">-1 is without end.</param>
internal sealed record RepeatNode(PatternNode Inner, int Least, int Most, bool IsGreedy) : PatternNode
{
    public override bool IsNullable { get; } = Least == 0 || Inner.IsNullable;
}
