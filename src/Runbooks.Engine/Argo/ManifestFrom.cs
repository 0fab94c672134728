using Runbooks.Engine.Argo.Artifacts;

namespace Runbooks.Engine.Argo;

/// <summary>Argo's <c>ManifestFrom</c>.</summary>
public sealed record ManifestFrom
{
    /// <summary>An artifact.</summary>
    public required Artifact Artifact { get; init; }
}
