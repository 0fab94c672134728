namespace Runbooks.Engine.Argo.Artifacts;

/// <summary>Argo's <c>OSSLifecycleRule</c>.</summary>
public sealed record OssLifecycleRule
{
    /// <summary>Deleted after so many days.</summary>
    public int? MarkDeletionAfterDays { get; init; }

    /// <summary>Moved to cheaper storage after so many days.</summary>
    public int? MarkInfrequentAccessAfterDays { get; init; }
}
