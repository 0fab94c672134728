namespace Runbooks.Engine.Argo.CustomMetrics;

/// <summary>Argo's <c>Histogram</c>.</summary>
public sealed record Histogram
{
    /// <summary>The number seen.</summary>
    public required string Value { get; init; }

    /// <summary>The upper bounds.</summary>
    public required IReadOnlyList<double> Buckets { get; init; }
}
