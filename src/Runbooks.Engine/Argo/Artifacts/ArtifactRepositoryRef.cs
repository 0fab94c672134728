using System.ComponentModel;

namespace Runbooks.Engine.Argo.Artifacts;

/// <summary>Argo's <c>ArtifactRepositoryRef</c>: a ConfigMap that says where artifacts go.</summary>
public sealed record ArtifactRepositoryRef
{
    /// <summary>Its name.</summary>
    [DefaultValue("artifact-repositories")]
    public string? ConfigMap { get; init; }

    /// <summary>The key in it; else the one its annotation names.</summary>
    public string? Key { get; init; }
}
