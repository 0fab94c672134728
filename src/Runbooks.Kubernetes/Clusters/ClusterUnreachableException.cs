namespace Runbooks.Kubernetes.Clusters;

/// <summary>
/// A cluster is configured but can't be used: no answer, refused credentials, or a broken configuration.
/// The message says which server and what to do.
/// </summary>
public sealed class ClusterUnreachableException(string message, Exception? inner = null) : Exception(message, inner);
