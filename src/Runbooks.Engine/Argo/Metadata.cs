using System.Text.Json.Nodes;

namespace Runbooks.Engine.Argo;

/// <summary>Kubernetes ObjectMeta, as far as a runbook's author writes it.</summary>
[SetByServer("creationTimestamp", "deletionGracePeriodSeconds", "deletionTimestamp", "generation", "managedFields", "resourceVersion", "selfLink", "uid")]
public sealed record Metadata
{
    /// <summary>The document's name; a run's is unique in its namespace.</summary>
    public string? Name { get; init; }

    /// <summary>A random suffix of five characters is added to it at submission.</summary>
    public string? GenerateName { get; init; }

    /// <summary>Where the run and its Pods are.</summary>
    public string? Namespace { get; init; }

    /// <summary>Labels, for finding it.</summary>
    public IReadOnlyDictionary<string, string> Labels { get; init; } = Empty;

    /// <summary>Notes for people and programs.</summary>
    public IReadOnlyDictionary<string, string> Annotations { get; init; } = Empty;

    private static readonly Dictionary<string, string> Empty = [];

    /// <summary>Carried along; there is nothing to hold up.</summary>
    public IReadOnlyList<string>? Finalizers { get; init; }

    /// <summary>Carried along.</summary>
    [KubernetesType("OwnerReference", List = true)]
    public JsonArray? OwnerReferences { get; init; }
}
