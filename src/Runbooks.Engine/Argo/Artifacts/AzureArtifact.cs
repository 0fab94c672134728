namespace Runbooks.Engine.Argo.Artifacts;

/// <summary>Argo's <c>AzureArtifact</c>: a blob.</summary>
public sealed record AzureArtifact
{
    /// <summary>The account's address: <c>https://ACCOUNT.blob.core.windows.net</c>.</summary>
    public required string Endpoint { get; init; }

    /// <summary>The blob's container.</summary>
    public required string Container { get; init; }

    /// <summary>The blob's name.</summary>
    public required string Blob { get; init; }

    /// <summary>The storage account's key.</summary>
    public SecretKeySelector? AccountKeySecret { get; init; }

    /// <summary>Credentials from where the process runs.</summary>
    public bool UseSDKCreds { get; init; }
}
