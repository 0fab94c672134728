namespace Runbooks.Engine.Runs.Requests;

/// <summary>A node that was reset has other inputs than before, since the run was retried with other parameters.</summary>
public sealed record NodeInputsChanged(DateTimeOffset At, int Node, IReadOnlyDictionary<string, string> Inputs) : RunEvent(At);
