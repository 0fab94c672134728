namespace Runbooks.Engine.Argo.Artifacts;

/// <summary>Argo's <c>HTTPArtifact</c>.</summary>
public sealed record HttpArtifact
{
    /// <summary>The address.</summary>
    public required string Url { get; init; }

    /// <summary>Sent with the request.</summary>
    public IReadOnlyList<HttpArtifactHeader> Headers { get; init; } = [];

    /// <summary>How to say who asks.</summary>
    public HttpAuth? Auth { get; init; }

    /// <summary>Writes a file first, for stores that want the length.</summary>
    public bool SaveStreamViaFile { get; init; }
}
