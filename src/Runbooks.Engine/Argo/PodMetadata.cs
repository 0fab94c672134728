namespace Runbooks.Engine.Argo;

/// <summary>Argo's template <c>metadata</c>.</summary>
public sealed record PodMetadata
{
    /// <summary>Labels of the Pod.</summary>
    public IReadOnlyDictionary<string, string>? Labels { get; init; }

    /// <summary>Annotations of the Pod.</summary>
    public IReadOnlyDictionary<string, string>? Annotations { get; init; }
}
