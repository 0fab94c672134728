using Runbooks.Engine.Expressions.Values;

namespace Runbooks.Engine.Conditions;

/// <param name="Value">A <see cref="string"/>, <see cref="double"/> or <see cref="bool"/>; of an operator its sign.</param>
/// <param name="Pieces">Of a text or word with tags: what it is made of.</param>
internal sealed record ConditionToken(ConditionTokenKind Kind, object? Value, BoundText? Pieces = null)
{
    /// <summary>Where it stands in the text.</summary>
    public int Offset { get; init; }

    /// <summary><c>=~</c> or <c>!~</c></summary>
    public bool IsMatch => Is(ConditionTokenKind.Comparator, "=~", "!~");

    public bool Is(ConditionTokenKind kind, params string[] signs) => Kind == kind && (signs.Length == 0 || Value is string sign && signs.Contains(sign));

    /// <summary>As govaluate's messages name it: <c>VARIABLE [foo]</c>.</summary>
    public override string ToString() => $"{Name(Kind)} [{(Kind is ConditionTokenKind.Clause ? "(" : Kind is ConditionTokenKind.ClauseClose ? ")" : Pieces?.Text ?? GoFormat.Text(Value))}]";

    private static string Name(ConditionTokenKind kind) => kind == ConditionTokenKind.ClauseClose ? "CLAUSE_CLOSE" : kind.ToString().ToUpperInvariant();
}
