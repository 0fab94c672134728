namespace Runbooks.Server.Locks;

/// <summary>It is not known how many may hold a semaphore; the message says what is missing. Ends on the node or the run that wanted it.</summary>
internal sealed class SemaphoreLimitException(string message) : Exception(message);
