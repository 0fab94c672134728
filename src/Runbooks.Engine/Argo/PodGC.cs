using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using System.Text.Json.Nodes;

namespace Runbooks.Engine.Argo;

/// <summary>Argo's <c>PodGC</c>: which Pods are deleted, and when.</summary>
public sealed record PodGC
{
    public const string OnPodCompletion = "OnPodCompletion";
    public const string OnPodSuccess = "OnPodSuccess";
    public const string OnWorkflowCompletion = "OnWorkflowCompletion";
    public const string OnWorkflowSuccess = "OnWorkflowSuccess";

    /// <summary><c>OnPodCompletion</c>, <c>OnPodSuccess</c>, <c>OnWorkflowCompletion</c> or <c>OnWorkflowSuccess</c>.</summary>
    [AllowedValues("OnPodCompletion", "OnPodSuccess", "OnWorkflowCompletion", "OnWorkflowSuccess")]
    public string? Strategy { get; init; }

    /// <summary>Only Pods with these labels.</summary>
    [KubernetesType("LabelSelector")]
    public JsonObject? LabelSelector { get; init; }

    /// <summary>How long after, as in Go: <c>60s</c>.</summary>
    [DefaultValue("5s")]
    public string? DeleteDelayDuration { get; init; }
}
