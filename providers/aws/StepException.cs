namespace Runbooks.Providers.Aws;

/// <summary>A step can't be carried out; the message says why, in one line, for its node.</summary>
internal sealed class StepException(string message, Exception? inner = null) : Exception(message, inner);
