namespace Runbooks.Kubernetes.Resources;

/// <summary>One object of the cluster, there or not.</summary>
internal sealed record ResourceTarget(ResourceType Type, string Namespace, string Name)
{
    /// <summary>As kubectl prints it: <c>job.batch/rand-num</c>.</summary>
    public override string ToString() => $"{Type.Word}/{Name}";
}
