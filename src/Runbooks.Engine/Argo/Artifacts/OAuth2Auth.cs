namespace Runbooks.Engine.Argo.Artifacts;

/// <summary>Argo's <c>OAuth2Auth</c>.</summary>
public sealed record OAuth2Auth
{
    /// <summary>The client's id.</summary>
    public SecretKeySelector? ClientIDSecret { get; init; }

    /// <summary>The client's secret.</summary>
    public SecretKeySelector? ClientSecretSecret { get; init; }

    /// <summary>The address that gives tokens.</summary>
    public SecretKeySelector? TokenURLSecret { get; init; }

    /// <summary>What the token is for.</summary>
    public IReadOnlyList<string> Scopes { get; init; } = [];

    /// <summary>More parameters of the request for a token.</summary>
    public IReadOnlyList<OAuth2EndpointParam> EndpointParams { get; init; } = [];
}
