using Runbooks.Engine.Argo.Artifacts;

namespace Runbooks.Engine.Argo;

/// <summary>Argo's <c>Arguments</c>: values given to a template or a workflow.</summary>
public sealed record Arguments
{
    public static Arguments None { get; } = new();

    /// <summary>Texts given.</summary>
    public IReadOnlyList<Parameter> Parameters { get; init; } = [];

    /// <summary>Files given.</summary>
    public IReadOnlyList<Artifact>? Artifacts { get; init; }
}
