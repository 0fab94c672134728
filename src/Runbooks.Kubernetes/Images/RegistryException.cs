namespace Runbooks.Kubernetes.Images;

/// <summary>A registry can't be asked, or doesn't say.</summary>
internal sealed class RegistryException(string message, Exception? inner = null) : Exception(message, inner);
