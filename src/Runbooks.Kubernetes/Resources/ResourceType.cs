namespace Runbooks.Kubernetes.Resources;

/// <summary>A type of objects, as the cluster's API offers it.</summary>
/// <param name="Group">Empty for the core's.</param>
/// <param name="Plural">Its name in addresses: <c>configmaps</c>.</param>
internal sealed record ResourceType(string Group, string Version, string Plural, string Kind, bool Namespaced)
{
    /// <summary>As kubectl prints it: <c>configmap</c>, <c>job.batch</c>.</summary>
    public string Word => Group.Length == 0 ? Kind.ToLowerInvariant() : $"{Kind.ToLowerInvariant()}.{Group}";
}
