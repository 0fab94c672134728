using Runbooks.Engine.Argo.Artifacts;

namespace Runbooks.Engine.Argo;

/// <summary>Argo's <c>Outputs</c>: what a template gives.</summary>
[SetByServer("exitCode", "result")]
public sealed record Outputs
{
    public static Outputs None { get; } = new();

    /// <summary>Texts that it gives.</summary>
    public IReadOnlyList<Parameter> Parameters { get; init; } = [];

    /// <summary>Files that it gives.</summary>
    public IReadOnlyList<Artifact>? Artifacts { get; init; }
}
