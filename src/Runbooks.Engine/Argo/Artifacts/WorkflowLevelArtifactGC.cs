namespace Runbooks.Engine.Argo.Artifacts;

/// <summary>Argo's <c>WorkflowLevelArtifactGC</c>: for all artifacts that say nothing themselves.</summary>
public sealed record WorkflowLevelArtifactGC : ArtifactGC
{
    /// <summary>Changes that Pod, as <c>podSpecPatch</c> of a template does.</summary>
    public string? PodSpecPatch { get; init; }

    /// <summary>Lets the workflow go even if deleting failed.</summary>
    public bool ForceFinalizerRemoval { get; init; }
}
