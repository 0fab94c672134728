namespace Runbooks.Engine.Argo.Artifacts;

/// <summary>Argo's <c>GCSArtifact</c>: an object in Google Cloud Storage.</summary>
public sealed record GcsArtifact
{
    /// <summary>The object's name.</summary>
    public required string Key { get; init; }

    /// <summary>The bucket's name.</summary>
    public string? Bucket { get; init; }

    /// <summary>The service account's key, as JSON.</summary>
    public SecretKeySelector? ServiceAccountKeySecret { get; init; }
}
