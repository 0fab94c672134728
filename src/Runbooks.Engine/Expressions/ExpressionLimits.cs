namespace Runbooks.Engine.Expressions;

/// <summary>How much one expression may cost. What is beyond is an error, never a slow or a broken process.</summary>
public sealed record ExpressionLimits
{
    public static ExpressionLimits Default { get; } = new();

    /// <summary>Of the expression's text.</summary>
    public int Characters { get; init; } = 100_000;

    /// <summary>Of the syntax tree; expr-lang's own limit.</summary>
    public int Nodes { get; init; } = 10_000;

    /// <summary>Brackets and operators within each other.</summary>
    public int Nesting { get; init; } = 250;

    /// <summary>The height of the syntax tree: also how many operators stand in one row.</summary>
    public int Depth { get; init; } = 1_000;

    /// <summary>Items that closures and functions go through, in all.</summary>
    public long Steps { get; init; } = 10_000_000;

    /// <summary>Items of the lists and maps that are made, in all; expr-lang's own limit.</summary>
    public long Memory { get; init; } = 1_000_000;

    /// <summary>Characters of the texts that are made, in all.</summary>
    public long Text { get; init; } = 20_000_000;
}
