using Runbooks.Engine.Runs;

namespace Runbooks.Engine.Steps;

/// <param name="Phase"><see cref="NodePhase.Pending"/> or <see cref="NodePhase.Running"/>.</param>
/// <param name="Message">Why it waits, or how far it is; null for nothing to say.</param>
/// <param name="HostNodeName">The Kubernetes node of its Pod, once known.</param>
public sealed record StepProgress(NodePhase Phase, string? Message = null, string? HostNodeName = null);
