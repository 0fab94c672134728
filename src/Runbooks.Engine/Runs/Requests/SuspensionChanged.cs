namespace Runbooks.Engine.Runs.Requests;

/// <summary>From now on nothing new is started, or again.</summary>
public sealed record SuspensionChanged(DateTimeOffset At, bool IsSuspended) : RunEvent(At);
