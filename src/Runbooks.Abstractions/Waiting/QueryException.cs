namespace Runbooks.Waiting;

/// <summary>A query doesn't fit the value it was put to; the message names both.</summary>
public sealed class QueryException(string message, Exception? inner = null) : Exception(message, inner);
