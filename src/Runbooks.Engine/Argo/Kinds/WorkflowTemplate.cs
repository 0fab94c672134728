namespace Runbooks.Engine.Argo.Kinds;

/// <summary>A document of kind <c>WorkflowTemplate</c>: templates for others, or a run to be started.</summary>
[SetByServer("status")]
public sealed record WorkflowTemplate
{
    /// <summary><c>argoproj.io/v1alpha1</c></summary>
    public required string ApiVersion { get; init; }

    /// <summary><c>WorkflowTemplate</c></summary>
    public required string Kind { get; init; }

    /// <summary>Its name and namespace.</summary>
    public Metadata Metadata { get; init; } = new();

    /// <summary>What it holds.</summary>
    public required WorkflowSpec Spec { get; init; }
}
