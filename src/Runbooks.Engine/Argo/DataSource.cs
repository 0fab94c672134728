using Runbooks.Engine.Argo.Artifacts;

namespace Runbooks.Engine.Argo;

/// <summary>Argo's <c>DataSource</c>.</summary>
public sealed record DataSource
{
    /// <summary>The files of an artifact.</summary>
    public Artifact? ArtifactPaths { get; init; }
}
