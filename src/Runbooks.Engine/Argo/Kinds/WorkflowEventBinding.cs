namespace Runbooks.Engine.Argo.Kinds;

/// <summary>A document of kind <c>WorkflowEventBinding</c>: a run that is started by an event.</summary>
[SetByServer("status")]
public sealed record WorkflowEventBinding
{
    /// <summary><c>argoproj.io/v1alpha1</c></summary>
    public required string ApiVersion { get; init; }

    /// <summary><c>WorkflowEventBinding</c></summary>
    public required string Kind { get; init; }

    /// <summary>Its name and namespace.</summary>
    public Metadata Metadata { get; init; } = new();

    /// <summary>When, and what.</summary>
    public required WorkflowEventBindingSpec Spec { get; init; }
}
