namespace Runbooks.Kubernetes.Resources;

/// <summary>A resource step can't be done: the API said no, or what the step asks for makes no sense. The message is for the node.</summary>
internal sealed class ResourceRefusedException(string message, Exception? inner = null) : Exception(message, inner);
