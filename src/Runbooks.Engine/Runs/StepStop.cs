namespace Runbooks.Engine.Runs;

/// <summary>How a leaf step ends that is stopped while it is under way.</summary>
public sealed record StepStop(NodePhase Phase, string? Message);
