namespace Runbooks.Secrets;

/// <summary>A Secret could not be read; the message says which, where, and what is there instead.</summary>
public sealed class SecretUnavailableException(string message, Exception? inner = null) : Exception(message, inner);
