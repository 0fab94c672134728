using System.ComponentModel;
using System.ComponentModel.DataAnnotations;

namespace Runbooks.Engine.Argo.Artifacts;

/// <summary>Argo's <c>ArtifactGC</c>: when a stored artifact is deleted, and by whom.</summary>
public record ArtifactGC
{
    /// <summary><c>OnWorkflowCompletion</c>, <c>OnWorkflowDeletion</c> or <c>Never</c>.</summary>
    [AllowedValues("OnWorkflowCompletion", "OnWorkflowDeletion", "Never")]
    [DefaultValue("Never")]
    public string? Strategy { get; init; }

    /// <summary>The service account of the Pod that deletes.</summary>
    public string? ServiceAccountName { get; init; }

    /// <summary>Labels and annotations of that Pod.</summary>
    public PodMetadata? PodMetadata { get; init; }
}
