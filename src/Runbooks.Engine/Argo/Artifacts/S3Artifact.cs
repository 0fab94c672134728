using System.ComponentModel.DataAnnotations;

namespace Runbooks.Engine.Argo.Artifacts;

/// <summary>Argo's <c>S3Artifact</c>: an object, or all below a key that ends in a slash.</summary>
public sealed record S3Artifact
{
    /// <summary>The object's key.</summary>
    public string? Key { get; init; }

    /// <summary>The bucket's name.</summary>
    public string? Bucket { get; init; }

    /// <summary>Host and port: <c>s3.amazonaws.com</c>.</summary>
    public string? Endpoint { get; init; }

    /// <summary>The bucket's region.</summary>
    public string? Region { get; init; }

    /// <summary>By HTTP instead of HTTPS.</summary>
    public bool? Insecure { get; init; }

    /// <summary>The access key's id.</summary>
    public SecretKeySelector? AccessKeySecret { get; init; }

    /// <summary>The secret access key.</summary>
    public SecretKeySelector? SecretKeySecret { get; init; }

    /// <summary>The token of temporary credentials.</summary>
    public SecretKeySelector? SessionTokenSecret { get; init; }

    /// <summary>The role to take on.</summary>
    public string? RoleARN { get; init; }

    /// <summary>Credentials from where the process runs.</summary>
    public bool UseSDKCreds { get; init; }

    /// <summary>Makes the bucket if there is none.</summary>
    public CreateS3BucketOptions? CreateBucketIfNotPresent { get; init; }

    /// <summary>How the store encrypts it.</summary>
    public S3EncryptionOptions? EncryptionOptions { get; init; }

    /// <summary>The certificate authority of the endpoint.</summary>
    public SecretKeySelector? CaSecret { get; init; }

    /// <summary><c>path</c> or <c>virtual-hosted</c>; found out if it isn't given.</summary>
    [AllowedValues("path", "virtual-hosted")]
    public string? AddressingStyle { get; init; }
}
