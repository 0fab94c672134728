namespace Runbooks.Engine.Argo.Artifacts;

/// <summary>Argo's <c>CreateS3BucketOptions</c>.</summary>
public sealed record CreateS3BucketOptions
{
    /// <summary>With object locking.</summary>
    public bool ObjectLocking { get; init; }
}
