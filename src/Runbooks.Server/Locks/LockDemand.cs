using Runbooks.Engine.Runs.Locks;

namespace Runbooks.Server.Locks;

/// <summary>One of the locks that are wanted at once.</summary>
/// <param name="Limit">How many may hold it; null for a semaphore whose limit stands in the store.</param>
public sealed record LockDemand(LockName Name, int? Limit);
