namespace Runbooks.Engine.Runs.Requests;

/// <summary>A suspend node that waits was given values for some of its outputs.</summary>
public sealed record OutputsSupplied(DateTimeOffset At, int Node, IReadOnlyDictionary<string, string> Parameters) : RunEvent(At);
