using System.Text.Json.Nodes;

namespace Runbooks.Engine.Argo;

/// <summary>What both a workflow and a template may say about the Pods of their steps; handed to Kubernetes untouched.</summary>
public abstract record PodSettings
{
    public string? ServiceAccountName { get; init; }
    public bool? AutomountServiceAccountToken { get; init; }
    public string? SchedulerName { get; init; }

    public IReadOnlyDictionary<string, string>? NodeSelector { get; init; }

    [KubernetesType("Affinity")]
    public JsonNode? Affinity { get; init; }

    [KubernetesType("HostAlias", List = true)]
    public JsonNode? HostAliases { get; init; }

    [KubernetesType("PodSecurityContext")]
    public JsonNode? SecurityContext { get; init; }

    [KubernetesType("Toleration", List = true)]
    public JsonNode? Tolerations { get; init; }

    [KubernetesType("Volume", List = true)]
    public JsonNode? Volumes { get; init; }
}
