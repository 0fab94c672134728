namespace Runbooks.Engine.Argo.Artifacts;

/// <summary>Argo's <c>Artifact</c>: a file or folder that goes into a step or comes out of it.</summary>
public sealed record Artifact : ArtifactLocation
{
    /// <summary>Unique among the inputs or outputs it belongs to.</summary>
    public required string Name { get; init; }

    /// <summary>Where it stands in the container.</summary>
    public string? Path { get; init; }

    /// <summary>Permission bits of a file put in, as a decimal number: 420 is 0644.</summary>
    public int? Mode { get; init; }

    /// <summary>Sets <c>mode</c> on all that is in a folder, too.</summary>
    public bool RecurseMode { get; init; }

    /// <summary>The tag of another step's artifact: <c>{{steps.make.outputs.artifacts.report}}</c>.</summary>
    public string? From { get; init; }

    /// <summary>An expression that gives another step's artifact.</summary>
    public string? FromExpression { get; init; }

    /// <summary>Gives it to the whole run as <c>workflow.outputs.artifacts.NAME</c>.</summary>
    public string? GlobalName { get; init; }

    /// <summary>How an output is packed; a compressed tar if it isn't given.</summary>
    public ArchiveStrategy? Archive { get; init; }

    /// <summary>When what was stored is deleted.</summary>
    public ArtifactGC? ArtifactGC { get; init; }

    /// <summary>It may be missing.</summary>
    public bool Optional { get; init; }

    /// <summary>A path within the artifact given.</summary>
    public string? SubPath { get; init; }

    /// <summary>It has been stored and deleted since.</summary>
    public bool? Deleted { get; init; }

    /// <summary>The field that says in which store it is; null if none does.</summary>
    internal string? Store =>
        S3 is not null ? "s3" : Gcs is not null ? "gcs" : Azure is not null ? "azure" : Oss is not null ? "oss" : Artifactory is not null ? "artifactory"
        : Hdfs is not null ? "hdfs" : Git is not null ? "git" : Http is not null ? "http" : Plugin is not null ? "plugin" : null;

    /// <summary>Where it is in its store; null or empty if that isn't said.</summary>
    internal string? Place =>
        S3?.Key ?? Gcs?.Key ?? Azure?.Blob ?? Oss?.Key ?? Artifactory?.Url ?? (Hdfs is { Addresses: [var address, ..] } ? address : Hdfs?.Path) ?? Git?.Repo ?? Http?.Url ?? Plugin?.Key;
}
