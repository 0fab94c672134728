namespace Runbooks.Engine.Argo;

/// <summary>A document of kind <c>Workflow</c>, <c>argoproj.io/v1alpha1</c>.</summary>
[SetByServer("status")]
public sealed record Workflow
{
    public required string ApiVersion { get; init; }
    public required string Kind { get; init; }
    public Metadata Metadata { get; init; } = new();
    public required WorkflowSpec Spec { get; init; }
}
