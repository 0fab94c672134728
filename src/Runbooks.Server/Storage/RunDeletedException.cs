namespace Runbooks.Server.Storage;

/// <summary>Someone has deleted the run, with its history.</summary>
public sealed class RunDeletedException(string runId) : Exception($"run {runId} was deleted");
