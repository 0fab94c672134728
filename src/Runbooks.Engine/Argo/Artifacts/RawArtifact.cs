namespace Runbooks.Engine.Argo.Artifacts;

/// <summary>Argo's <c>RawArtifact</c>: an input whose content stands in the document.</summary>
public sealed record RawArtifact
{
    /// <summary>The content.</summary>
    public required string Data { get; init; }
}
