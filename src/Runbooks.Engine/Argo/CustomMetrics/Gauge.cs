using System.ComponentModel;
using System.ComponentModel.DataAnnotations;

namespace Runbooks.Engine.Argo.CustomMetrics;

/// <summary>Argo's <c>Gauge</c>.</summary>
public sealed record Gauge
{
    /// <summary>The number.</summary>
    public required string Value { get; init; }

    /// <summary>Goes on while the step does; for <c>duration</c> only.</summary>
    public bool Realtime { get; init; }

    /// <summary><c>Set</c>, <c>Add</c> or <c>Sub</c>.</summary>
    [AllowedValues("Set", "Add", "Sub")]
    [DefaultValue("Set")]
    public string? Operation { get; init; }
}
