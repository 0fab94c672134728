namespace Runbooks.Engine.Argo;

/// <summary>Argo's <c>Cache</c>.</summary>
public sealed record Cache
{
    /// <summary>The ConfigMap that holds the outputs.</summary>
    public required LocalObjectReference ConfigMap { get; init; }
}
