namespace Runbooks.Engine.Argo;

/// <summary>Argo's <c>Data</c>: a list, got from somewhere and transformed.</summary>
public sealed record Data
{
    /// <summary>Where it comes from.</summary>
    public required DataSource Source { get; init; }

    /// <summary>Expressions over <c>data</c>, one after the other.</summary>
    public required IReadOnlyList<TransformationStep> Transformation { get; init; }
}
