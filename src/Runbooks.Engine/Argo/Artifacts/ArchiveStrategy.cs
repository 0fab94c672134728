namespace Runbooks.Engine.Argo.Artifacts;

/// <summary>Argo's <c>ArchiveStrategy</c>: how an artifact is packed; one of them.</summary>
public sealed record ArchiveStrategy
{
    /// <summary>Not at all.</summary>
    public NoneStrategy? None { get; init; }

    /// <summary>As a tar, compressed.</summary>
    public TarStrategy? Tar { get; init; }

    /// <summary>As a zip.</summary>
    public ZipStrategy? Zip { get; init; }
}
