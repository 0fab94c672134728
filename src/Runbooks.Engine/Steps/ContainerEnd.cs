using Runbooks.Engine.Runs;

namespace Runbooks.Engine.Steps;

/// <summary>How one container of a set ended.</summary>
/// <param name="Message">Why, or null.</param>
/// <param name="StartedAt">Null if it never ran.</param>
public sealed record ContainerEnd(string Name, NodePhase Phase, string? Message, DateTimeOffset? StartedAt, DateTimeOffset? FinishedAt);
