namespace Runbooks.Engine.Argo;

/// <summary>Argo's <c>VolumeClaimGC</c>.</summary>
public sealed record VolumeClaimGC
{
    /// <summary>The claims are deleted <c>OnWorkflowSuccess</c> (if it isn't given) or <c>OnWorkflowCompletion</c>.</summary>
    public string? Strategy { get; init; }
}
