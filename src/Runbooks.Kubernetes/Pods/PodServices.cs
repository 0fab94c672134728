using k8s;
using Runbooks.Kubernetes.Images;
using Runbooks.Kubernetes.Logs;
using Runbooks.Kubernetes.Watching;

namespace Runbooks.Kubernetes.Pods;

/// <summary>What the steps of a process share.</summary>
internal sealed record PodServices(IKubernetes Client, PodOptions Options, TimeProvider Time)
{
    public required PodApi Api { get; init; }
    public required Watches Watches { get; init; }
    public required LiveLogs LiveLogs { get; init; }
    public required CompletionMarks Marks { get; init; }
    public required ImageCommands Images { get; init; }
}
