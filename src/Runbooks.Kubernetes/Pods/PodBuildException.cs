namespace Runbooks.Kubernetes.Pods;

/// <summary>A template can't be made into a Pod.</summary>
/// <param name="path">The field at fault, from the template: <c>container.command</c>.</param>
internal sealed class PodBuildException(string path, string message) : Exception($"{path}: {message}")
{
    public string Path { get; } = path;

    /// <summary>The message without the path.</summary>
    public string Reason { get; } = message;
}
