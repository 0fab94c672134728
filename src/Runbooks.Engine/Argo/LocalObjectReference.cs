namespace Runbooks.Engine.Argo;

/// <summary>Kubernetes' <c>LocalObjectReference</c>: something in the run's namespace.</summary>
public sealed record LocalObjectReference
{
    /// <summary>Its name.</summary>
    public string? Name { get; init; }
}
