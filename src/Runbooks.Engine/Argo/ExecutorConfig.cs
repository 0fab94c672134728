namespace Runbooks.Engine.Argo;

/// <summary>Argo's <c>ExecutorConfig</c>.</summary>
public sealed record ExecutorConfig
{
    /// <summary>The service account of what stands beside the main container.</summary>
    public string? ServiceAccountName { get; init; }
}
