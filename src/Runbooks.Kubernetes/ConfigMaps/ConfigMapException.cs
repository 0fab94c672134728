namespace Runbooks.Kubernetes.ConfigMaps;

/// <summary>A ConfigMap can't be read or written; the message says which and why.</summary>
public sealed class ConfigMapException(string message, Exception? inner = null) : Exception(message, inner);
