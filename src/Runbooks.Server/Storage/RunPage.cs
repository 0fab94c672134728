namespace Runbooks.Server.Storage;

/// <summary>One page of a list of runs, newest first.</summary>
/// <param name="Continue">Asks for the next page; null on the last.</param>
public sealed record RunPage(IReadOnlyList<RunSummary> Runs, string? Continue);
