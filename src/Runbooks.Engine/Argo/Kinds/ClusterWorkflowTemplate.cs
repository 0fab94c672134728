namespace Runbooks.Engine.Argo.Kinds;

/// <summary>A document of kind <c>ClusterWorkflowTemplate</c>: a WorkflowTemplate for all namespaces.</summary>
[SetByServer("status")]
public sealed record ClusterWorkflowTemplate
{
    /// <summary><c>argoproj.io/v1alpha1</c></summary>
    public required string ApiVersion { get; init; }

    /// <summary><c>ClusterWorkflowTemplate</c></summary>
    public required string Kind { get; init; }

    /// <summary>Its name.</summary>
    public Metadata Metadata { get; init; } = new();

    /// <summary>What it holds.</summary>
    public required WorkflowSpec Spec { get; init; }
}
