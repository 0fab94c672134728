using System.Text.Json.Nodes;

namespace Runbooks.Engine.Argo;

/// <summary>Argo's <c>WorkflowSpec</c>.</summary>
[NotYet("activeDeadlineSeconds", "archiveLogs", "artifactGC", "artifactRepositoryRef", "executor", "executorPlugins", "hooks", "metrics", "onExit",
    "podDisruptionBudget", "podGC", "podMetadata", "podResources", "podSpecPatch", "priority", "resourceClaims", "shutdown", "suspend",
    "synchronization", "templateDefaults", "ttlStrategy", "volumeClaimGC", "volumeClaimTemplates", "workflowMetadata", "workflowTemplateRef")]
public sealed record WorkflowSpec : PodSettings
{
    /// <summary>The template that the run starts with.</summary>
    public string? Entrypoint { get; init; }

    public Arguments Arguments { get; init; } = Arguments.None;
    public IReadOnlyList<Template> Templates { get; init; } = [];

    /// <summary>For every template that has none of its own.</summary>
    public RetryStrategy? RetryStrategy { get; init; }

    /// <summary>How many leaf steps of the run are under way at once.</summary>
    public int? Parallelism { get; init; }

    public bool? HostNetwork { get; init; }
    public string? DnsPolicy { get; init; }

    [KubernetesType("PodDNSConfig")]
    public JsonNode? DnsConfig { get; init; }

    [KubernetesType("LocalObjectReference", List = true)]
    public JsonNode? ImagePullSecrets { get; init; }

    public string? PodPriorityClassName { get; init; }
}
