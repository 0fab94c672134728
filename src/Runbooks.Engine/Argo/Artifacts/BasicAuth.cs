namespace Runbooks.Engine.Argo.Artifacts;

/// <summary>Argo's <c>BasicAuth</c>.</summary>
public sealed record BasicAuth
{
    /// <summary>The name.</summary>
    public SecretKeySelector? UsernameSecret { get; init; }

    /// <summary>The password.</summary>
    public SecretKeySelector? PasswordSecret { get; init; }
}
