namespace Runbooks.Engine.Argo.CustomMetrics;

/// <summary>Argo's <c>Metrics</c>.</summary>
public sealed record Metrics
{
    /// <summary>The metrics.</summary>
    public required IReadOnlyList<Prometheus> Prometheus { get; init; }
}
