namespace Runbooks.Engine.Argo.CustomMetrics;

/// <summary>Argo's <c>MetricLabel</c>.</summary>
public sealed record MetricLabel
{
    /// <summary>The label's name.</summary>
    public required string Key { get; init; }

    /// <summary>The label's value.</summary>
    public required string Value { get; init; }
}
