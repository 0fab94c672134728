namespace Runbooks.Engine.Runs.Requests;

/// <summary>A run that had ended goes on: as if some of its nodes had never been, and others had not ended yet.</summary>
/// <param name="Removed">The numbers of those that are no more; their history stays.</param>
/// <param name="Reset">The numbers of those that are running again.</param>
/// <param name="Parameters">New values for the workflow's parameters, by name; null for none.</param>
public sealed record RunRetried(DateTimeOffset At, IReadOnlyList<int> Removed, IReadOnlyList<int> Reset, IReadOnlyDictionary<string, string>? Parameters) : RunEvent(At);
