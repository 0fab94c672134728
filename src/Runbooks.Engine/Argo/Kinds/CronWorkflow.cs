namespace Runbooks.Engine.Argo.Kinds;

/// <summary>A document of kind <c>CronWorkflow</c>: a run that is started by the clock.</summary>
[SetByServer("status")]
public sealed record CronWorkflow
{
    /// <summary><c>argoproj.io/v1alpha1</c></summary>
    public required string ApiVersion { get; init; }

    /// <summary><c>CronWorkflow</c></summary>
    public required string Kind { get; init; }

    /// <summary>Its name and namespace.</summary>
    public Metadata Metadata { get; init; } = new();

    /// <summary>When, and what.</summary>
    public required CronWorkflowSpec Spec { get; init; }
}
