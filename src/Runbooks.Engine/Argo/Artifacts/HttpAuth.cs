namespace Runbooks.Engine.Argo.Artifacts;

/// <summary>Argo's <c>HTTPAuth</c>.</summary>
public sealed record HttpAuth
{
    /// <summary>By name and password.</summary>
    public BasicAuth? BasicAuth { get; init; }

    /// <summary>By certificate.</summary>
    public ClientCertAuth? ClientCert { get; init; }

    /// <summary>By OAuth 2.</summary>
    public OAuth2Auth? Oauth2 { get; init; }
}
