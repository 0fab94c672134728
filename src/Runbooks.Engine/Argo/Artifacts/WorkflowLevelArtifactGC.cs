using System.ComponentModel;
using System.ComponentModel.DataAnnotations;

namespace Runbooks.Engine.Argo.Artifacts;

/// <summary>Argo's <c>WorkflowLevelArtifactGC</c>: for all artifacts that say nothing themselves.</summary>
public sealed record WorkflowLevelArtifactGC
{
    /// <summary><c>OnWorkflowCompletion</c>, <c>OnWorkflowDeletion</c> or <c>Never</c>.</summary>
    [AllowedValues("OnWorkflowCompletion", "OnWorkflowDeletion", "Never")]
    [DefaultValue("Never")]
    public string? Strategy { get; init; }

    /// <summary>The service account of the Pod that deletes.</summary>
    public string? ServiceAccountName { get; init; }

    /// <summary>Labels and annotations of that Pod.</summary>
    public PodMetadata? PodMetadata { get; init; }

    /// <summary>Changes that Pod, as <c>podSpecPatch</c> of a template does.</summary>
    public string? PodSpecPatch { get; init; }

    /// <summary>Lets the workflow go even if deleting failed.</summary>
    public bool ForceFinalizerRemoval { get; init; }
}
