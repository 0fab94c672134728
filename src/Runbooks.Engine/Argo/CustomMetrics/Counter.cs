namespace Runbooks.Engine.Argo.CustomMetrics;

/// <summary>Argo's <c>Counter</c>.</summary>
public sealed record Counter
{
    /// <summary>How much is added.</summary>
    public required string Value { get; init; }
}
