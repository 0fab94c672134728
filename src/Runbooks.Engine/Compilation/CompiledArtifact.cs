using Runbooks.Engine.Argo.Artifacts;
using Runbooks.Engine.Templating;

namespace Runbooks.Engine.Compilation;

/// <summary>An artifact among a template's inputs or a call's arguments made ready to run. What needs a store never gets here.</summary>
internal sealed class CompiledArtifact(Artifact artifact)
{
    private const string Input = "inputs.artifacts.";

    public string Name => artifact.Name;

    public Artifact Artifact => artifact;

    /// <summary>Its content, if that stands in the document.</summary>
    public TextTemplate? Raw { get; } = artifact.Raw is { } raw ? TextTemplate.Parse(raw.Data) : null;

    /// <summary>Where it stands in the container.</summary>
    public TextTemplate? Path { get; } = artifact.Path is { } path ? TextTemplate.Parse(path) : null;

    /// <summary>The caller's own input artifact that is handed on, or null.</summary>
    public string? HandedOn { get; } = artifact.From is { Length: > 0 } from && TextTemplate.Parse(from).SingleTag is { } tag && tag.Name.StartsWith(Input, StringComparison.Ordinal)
        ? tag.Name[Input.Length..]
        : null;
}
