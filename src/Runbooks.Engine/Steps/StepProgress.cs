using Runbooks.Engine.Runs;

namespace Runbooks.Engine.Steps;

/// <param name="Phase"><see cref="NodePhase.Pending"/> or <see cref="NodePhase.Running"/>.</param>
/// <param name="Message">Why it waits, or how far it is; null for nothing to say.</param>
/// <param name="HostNodeName">The Kubernetes node of its Pod, once known.</param>
public sealed record StepProgress(NodePhase Phase, string? Message = null, string? HostNodeName = null)
{
    /// <summary>For a daemon that is ready: the address at which it is reached. What comes after it then begins.</summary>
    public string? ReadyAt { get; init; }

    /// <summary>For a containerSet: how each of its containers is, if one has changed.</summary>
    public IReadOnlyList<ContainerState>? Containers { get; init; }

    /// <summary>How far it is, as it says itself: <c>3/10</c>. Null for nothing new.</summary>
    public string? Count { get; init; }

    /// <summary>Where its native calls go: <c>123456789012/eu-west-1</c>. Null for nothing new.</summary>
    public string? Place { get; init; }
}
