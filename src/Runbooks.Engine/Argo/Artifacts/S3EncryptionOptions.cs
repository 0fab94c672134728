namespace Runbooks.Engine.Argo.Artifacts;

/// <summary>Argo's <c>S3EncryptionOptions</c>.</summary>
public sealed record S3EncryptionOptions
{
    /// <summary>Encrypted by the store.</summary>
    public bool EnableEncryption { get; init; }

    /// <summary>With this key of KMS.</summary>
    public string? KmsKeyId { get; init; }

    /// <summary>JSON of names and values that the key is bound to.</summary>
    public string? KmsEncryptionContext { get; init; }

    /// <summary>With a key of one's own.</summary>
    public SecretKeySelector? ServerSideCustomerKeySecret { get; init; }
}
