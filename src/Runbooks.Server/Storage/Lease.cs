namespace Runbooks.Server.Storage;

/// <summary>The right to advance a run.</summary>
/// <param name="RunId">The run's id.</param>
/// <param name="Fence">Grows with each owner: a worker that was away too long finds its appends refused.</param>
public sealed record Lease(string RunId, long Fence);
