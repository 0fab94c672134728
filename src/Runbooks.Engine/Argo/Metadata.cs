using System.Text.Json.Nodes;

namespace Runbooks.Engine.Argo;

/// <summary>Kubernetes ObjectMeta, as far as a runbook's author writes it.</summary>
[SetByServer("creationTimestamp", "deletionGracePeriodSeconds", "deletionTimestamp", "generation", "managedFields", "resourceVersion", "selfLink", "uid")]
public sealed record Metadata
{
    public string? Name { get; init; }

    /// <summary>A random suffix of five characters is added to it at submission.</summary>
    public string? GenerateName { get; init; }

    public string? Namespace { get; init; }
    public IReadOnlyDictionary<string, string> Labels { get; init; } = Empty;
    public IReadOnlyDictionary<string, string> Annotations { get; init; } = Empty;

    private static readonly Dictionary<string, string> Empty = [];

    public IReadOnlyList<string>? Finalizers { get; init; }

    [KubernetesType("OwnerReference", List = true)]
    public JsonArray? OwnerReferences { get; init; }
}
