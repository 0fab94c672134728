using System.ComponentModel;
using System.ComponentModel.DataAnnotations;

namespace Runbooks.Engine.Argo;

/// <summary>Argo's <c>VolumeClaimGC</c>.</summary>
public sealed record VolumeClaimGC
{
    /// <summary>The claims are deleted <c>OnWorkflowSuccess</c> or <c>OnWorkflowCompletion</c>.</summary>
    [AllowedValues("OnWorkflowSuccess", "OnWorkflowCompletion")]
    [DefaultValue("OnWorkflowSuccess")]
    public string? Strategy { get; init; }
}
