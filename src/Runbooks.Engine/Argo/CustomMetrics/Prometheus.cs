namespace Runbooks.Engine.Argo.CustomMetrics;

/// <summary>Argo's <c>Prometheus</c>: one metric, of one kind.</summary>
public sealed record Prometheus
{
    /// <summary>As Prometheus has names; <c>argo_workflows_</c> is put before it.</summary>
    public required string Name { get; init; }

    /// <summary>What it counts.</summary>
    public required string Help { get; init; }

    /// <summary>Told apart by these.</summary>
    public IReadOnlyList<MetricLabel> Labels { get; init; } = [];

    /// <summary>Only if this condition holds.</summary>
    public string? When { get; init; }

    /// <summary>A number that goes up and down.</summary>
    public Gauge? Gauge { get; init; }

    /// <summary>A number that goes up.</summary>
    public Counter? Counter { get; init; }

    /// <summary>How often numbers fell where.</summary>
    public Histogram? Histogram { get; init; }
}
