namespace Runbooks.Engine.Argo.Kinds;

/// <summary>Argo's <c>WorkflowEventBindingSpec</c>.</summary>
public sealed record WorkflowEventBindingSpec
{
    /// <summary>Which events.</summary>
    public required EventSelector Event { get; init; }

    /// <summary>What is run.</summary>
    public EventSubmit? Submit { get; init; }
}
