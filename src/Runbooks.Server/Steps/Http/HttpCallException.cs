namespace Runbooks.Server.Steps.Http;

/// <summary>A request can't be made, or its answer can't be used. Ends on the step.</summary>
internal sealed class HttpCallException(string message, Exception? cause = null) : Exception(message, cause);
