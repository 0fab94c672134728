namespace Runbooks.Engine.Argo.Artifacts;

/// <summary>Argo's <c>ArtifactLocation</c>: a store, for what a template puts out.</summary>
public record ArtifactLocation
{
    /// <summary>Keeps the containers' logs, too.</summary>
    public bool? ArchiveLogs { get; init; }

    /// <summary>Its content, in the document.</summary>
    public RawArtifact? Raw { get; init; }

    /// <summary>In a bucket of S3 or what speaks its protocol.</summary>
    public S3Artifact? S3 { get; init; }

    /// <summary>In Google Cloud Storage.</summary>
    public GcsArtifact? Gcs { get; init; }

    /// <summary>In Azure Blob Storage.</summary>
    public AzureArtifact? Azure { get; init; }

    /// <summary>In Alibaba Cloud OSS.</summary>
    public OssArtifact? Oss { get; init; }

    /// <summary>In JFrog Artifactory.</summary>
    public ArtifactoryArtifact? Artifactory { get; init; }

    /// <summary>In HDFS.</summary>
    public HdfsArtifact? Hdfs { get; init; }

    /// <summary>A checkout of a Git repository; an input only.</summary>
    public GitArtifact? Git { get; init; }

    /// <summary>Behind an HTTP address.</summary>
    public HttpArtifact? Http { get; init; }

    /// <summary>Wherever an artifact plugin keeps it.</summary>
    public PluginArtifact? Plugin { get; init; }
}
