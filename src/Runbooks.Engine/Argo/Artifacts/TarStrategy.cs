namespace Runbooks.Engine.Argo.Artifacts;

/// <summary>Argo's <c>TarStrategy</c>: a tar file, compressed by gzip.</summary>
public sealed record TarStrategy
{
    /// <summary>From 0, none, to 9, the smallest; -1 is gzip's own default.</summary>
    public int? CompressionLevel { get; init; }
}
