namespace Runbooks.Engine.Argo;

/// <summary>Argo's template <c>metadata</c>.</summary>
public sealed record PodMetadata
{
    public IReadOnlyDictionary<string, string>? Labels { get; init; }
    public IReadOnlyDictionary<string, string>? Annotations { get; init; }
}
