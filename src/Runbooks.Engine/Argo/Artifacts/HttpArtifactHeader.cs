namespace Runbooks.Engine.Argo.Artifacts;

/// <summary>Argo's <c>Header</c>.</summary>
public sealed record HttpArtifactHeader
{
    /// <summary>The header's name.</summary>
    public required string Name { get; init; }

    /// <summary>The header's value.</summary>
    public required string Value { get; init; }
}
