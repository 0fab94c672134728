namespace Runbooks.Engine.Argo.Kinds;

/// <summary>Argo's <c>Submit</c>.</summary>
public sealed record EventSubmit
{
    /// <summary>The document that is run.</summary>
    public required WorkflowTemplateRef WorkflowTemplateRef { get; init; }

    /// <summary>Name, labels and annotations of the run, as expressions.</summary>
    public Metadata? Metadata { get; init; }

    /// <summary>The run's arguments; <c>valueFrom.event</c> is an expression over the event.</summary>
    public Arguments? Arguments { get; init; }
}
