namespace Runbooks.Engine.Argo;

/// <summary>Argo's <c>HTTPHeaderSource</c>.</summary>
public sealed record HttpHeaderSource
{
    /// <summary>A key of a Secret.</summary>
    public SecretKeySelector? SecretKeyRef { get; init; }
}
