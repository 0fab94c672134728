using System.Text.Json.Nodes;

namespace Runbooks.Engine.Argo;

/// <summary>What both a workflow and a template may say about the Pods of their steps; handed to Kubernetes untouched.</summary>
public abstract record PodSettings
{
    /// <summary>The service account of Pods.</summary>
    public string? ServiceAccountName { get; init; }

    /// <summary>Pods are given their service account's token.</summary>
    public bool? AutomountServiceAccountToken { get; init; }

    /// <summary>Who finds nodes for Pods.</summary>
    public string? SchedulerName { get; init; }

    /// <summary>Labels that a Pod's node must have.</summary>
    public IReadOnlyDictionary<string, string>? NodeSelector { get; init; }

    /// <summary>Which nodes and Pods a Pod wants near or far.</summary>
    [KubernetesType("Affinity")]
    public JsonNode? Affinity { get; init; }

    /// <summary>More names in Pods' hosts files.</summary>
    [KubernetesType("HostAlias", List = true)]
    public JsonNode? HostAliases { get; init; }

    /// <summary>Users, groups and rights of a Pod's containers.</summary>
    [KubernetesType("PodSecurityContext")]
    public JsonNode? SecurityContext { get; init; }

    /// <summary>Taints of nodes that Pods put up with.</summary>
    [KubernetesType("Toleration", List = true)]
    public JsonNode? Tolerations { get; init; }

    /// <summary>Volumes that containers can mount.</summary>
    [KubernetesType("Volume", List = true)]
    public JsonNode? Volumes { get; init; }
}
