namespace Runbooks.Engine.Argo.Artifacts;

/// <summary>Argo's <c>OAuth2EndpointParam</c>.</summary>
public sealed record OAuth2EndpointParam
{
    /// <summary>The parameter's name.</summary>
    public required string Key { get; init; }

    /// <summary>The parameter's value.</summary>
    public string? Value { get; init; }
}
