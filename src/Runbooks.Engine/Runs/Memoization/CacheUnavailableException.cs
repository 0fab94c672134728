namespace Runbooks.Engine.Runs.Memoization;

/// <summary>A cache can't be read or written; the message says which, and why.</summary>
public sealed class CacheUnavailableException(string message, Exception? inner = null) : Exception(message, inner);
