using Runbooks.Engine.Argo.Artifacts;

namespace Runbooks.Engine.Argo;

/// <summary>Argo's <c>Inputs</c>: what a template takes.</summary>
public sealed record Inputs
{
    public static Inputs None { get; } = new();

    /// <summary>Texts that it takes.</summary>
    public IReadOnlyList<Parameter> Parameters { get; init; } = [];

    /// <summary>Files that it takes.</summary>
    public IReadOnlyList<Artifact>? Artifacts { get; init; }
}
