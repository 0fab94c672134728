namespace Runbooks.Server.Storage;

/// <summary>Another worker advances the run now.</summary>
public sealed class LeaseLostException(string runId) : Exception($"another worker has taken over run {runId}");
