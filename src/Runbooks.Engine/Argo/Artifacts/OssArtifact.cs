namespace Runbooks.Engine.Argo.Artifacts;

/// <summary>Argo's <c>OSSArtifact</c>: an object in Alibaba Cloud OSS.</summary>
public sealed record OssArtifact
{
    /// <summary>The object's key.</summary>
    public required string Key { get; init; }

    /// <summary>The bucket's name.</summary>
    public string? Bucket { get; init; }

    /// <summary>The region's address.</summary>
    public string? Endpoint { get; init; }

    /// <summary>The access key's id.</summary>
    public SecretKeySelector? AccessKeySecret { get; init; }

    /// <summary>The access key's secret.</summary>
    public SecretKeySelector? SecretKeySecret { get; init; }

    /// <summary>The token of temporary credentials.</summary>
    public string? SecurityToken { get; init; }

    /// <summary>Credentials from where the process runs.</summary>
    public bool UseSDKCreds { get; init; }

    /// <summary>Makes the bucket if there is none.</summary>
    public bool CreateBucketIfNotPresent { get; init; }

    /// <summary>When the bucket gives it up.</summary>
    public OssLifecycleRule? LifecycleRule { get; init; }
}
