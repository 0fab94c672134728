namespace Runbooks.Engine.Runs.Requests;

/// <summary>A request was met, by the events between it and this one, or refused.</summary>
/// <param name="Refusal">Why nothing was done; null if it was met.</param>
public sealed record RequestAnswered(DateTimeOffset At, string Id, string? Refusal) : RunEvent(At);
