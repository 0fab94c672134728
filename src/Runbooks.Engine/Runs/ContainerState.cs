namespace Runbooks.Engine.Runs;

/// <summary>One container of a containerSet, which Argo shows as a node of type <c>Container</c> under its Pod's.</summary>
public sealed record ContainerState(string Name, NodePhase Phase, string? Message, DateTimeOffset? StartedAt, DateTimeOffset? FinishedAt)
{
    /// <summary>The containers that it waits for.</summary>
    public IReadOnlyList<string> Dependencies { get; init; } = [];

    /// <summary>Argo's name for the node.</summary>
    public string NodeName(Node pod) => $"{pod.Name}.{Name}";
}
