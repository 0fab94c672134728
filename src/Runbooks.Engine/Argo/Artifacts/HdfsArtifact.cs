namespace Runbooks.Engine.Argo.Artifacts;

/// <summary>Argo's <c>HDFSArtifact</c>.</summary>
public sealed record HdfsArtifact
{
    /// <summary>The file's path.</summary>
    public required string Path { get; init; }

    /// <summary>The name nodes.</summary>
    public IReadOnlyList<string> Addresses { get; init; } = [];

    /// <summary>Overwrites what is there.</summary>
    public bool Force { get; init; }

    /// <summary>The user, without Kerberos.</summary>
    public string? HdfsUser { get; init; }

    /// <summary>What data on their way are protected by.</summary>
    public string? DataTransferProtection { get; init; }

    /// <summary>The Kerberos credential cache.</summary>
    public SecretKeySelector? KrbCCacheSecret { get; init; }

    /// <summary>The Kerberos keytab.</summary>
    public SecretKeySelector? KrbKeytabSecret { get; init; }

    /// <summary>The Kerberos user, with a keytab.</summary>
    public string? KrbUsername { get; init; }

    /// <summary>The Kerberos realm, with a keytab.</summary>
    public string? KrbRealm { get; init; }

    /// <summary>The Kerberos configuration.</summary>
    public ConfigMapKeySelector? KrbConfigConfigMap { get; init; }

    /// <summary>The name node's principal.</summary>
    public string? KrbServicePrincipalName { get; init; }
}
