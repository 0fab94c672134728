namespace Runbooks.Kubernetes.Pods;

/// <summary>The API would not make the Pod, or not in time; the message is for the node.</summary>
internal sealed class PodRefusedException(string message, Exception inner) : Exception(message, inner);
