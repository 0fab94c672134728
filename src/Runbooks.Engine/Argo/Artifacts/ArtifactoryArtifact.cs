namespace Runbooks.Engine.Argo.Artifacts;

/// <summary>Argo's <c>ArtifactoryArtifact</c>.</summary>
public sealed record ArtifactoryArtifact
{
    /// <summary>The file's address.</summary>
    public required string Url { get; init; }

    /// <summary>The user's name.</summary>
    public SecretKeySelector? UsernameSecret { get; init; }

    /// <summary>The user's password.</summary>
    public SecretKeySelector? PasswordSecret { get; init; }
}
