namespace Runbooks.Engine.Argo.Artifacts;

/// <summary>Argo's <c>ArtifactRepositoryRef</c>: a ConfigMap that says where artifacts go.</summary>
public sealed record ArtifactRepositoryRef
{
    /// <summary>Its name; <c>artifact-repositories</c> if it isn't given.</summary>
    public string? ConfigMap { get; init; }

    /// <summary>The key in it; else the one its annotation names.</summary>
    public string? Key { get; init; }
}
