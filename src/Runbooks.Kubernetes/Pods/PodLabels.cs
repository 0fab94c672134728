using System.Security.Cryptography;
using System.Text;
using k8s.Models;

namespace Runbooks.Kubernetes.Pods;

/// <summary>The labels and annotations that tie a Pod to its node; Argo's names where Argo has one, so that its users find them.</summary>
internal static class PodLabels
{
    public const string Workflow = "workflows.argoproj.io/workflow";
    public const string Completed = "workflows.argoproj.io/completed";
    public const string RunId = "runbooks.dev/run-id";

    public const string NodeName = "workflows.argoproj.io/node-name";
    public const string NodeId = "workflows.argoproj.io/node-id";

    /// <summary>The step's client token: a run that is retried by hand makes Pods anew of names that it has used before.</summary>
    public const string Attempt = "runbooks.dev/attempt";

    public const string DefaultContainer = "kubectl.kubernetes.io/default-container";
    public const string Script = "runbooks.dev/script";

    /// <summary>Its number among the Pod's input artifacts follows.</summary>
    public const string Artifact = "runbooks.dev/artifact-";

    /// <summary>The step is over, and we have asked the rest of its Pod to end.</summary>
    public const string Ended = "runbooks.dev/ended";

    /// <summary>In a template's annotations: <c>stdout</c> takes <c>outputs.result</c> from standard output alone, by way of the agent.</summary>
    public const string ResultFrom = "runbooks.dev/result-from";

    /// <summary>Of <see cref="ResultFrom"/>: standard output alone, which takes the agent.</summary>
    public const string FromOutput = "stdout";

    /// <summary>Of <see cref="ResultFrom"/>: all that the container logs.</summary>
    public const string FromLog = "log";

    /// <summary>The Pods of all runs.</summary>
    public const string Selector = RunId;

    private const int LongestValue = 63;

    /// <summary>The step was over when the Pod ended: how the Pod ended says nothing about it.</summary>
    public static bool IsEnded(V1Pod pod) => pod.GetAnnotation(Ended) == "true";

    /// <summary>A name as a label's value: one that is too long keeps its start and ends in a hash.</summary>
    public static string Value(string name)
    {
        if (name.Length <= LongestValue) return name;
        var hash = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(name)))[..8];
        return $"{name[..(LongestValue - hash.Length - 1)].TrimEnd('-', '.', '_')}-{hash}";
    }
}
