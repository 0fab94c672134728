namespace Runbooks.Engine.Argo;

/// <summary>Kubernetes' <c>ConfigMapKeySelector</c>: one key of a ConfigMap in the run's namespace.</summary>
public sealed record ConfigMapKeySelector
{
    /// <summary>The ConfigMap's name.</summary>
    public string? Name { get; init; }

    /// <summary>The key in it.</summary>
    public required string Key { get; init; }

    /// <summary>It may be missing.</summary>
    public bool? Optional { get; init; }
}
