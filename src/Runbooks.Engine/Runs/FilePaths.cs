using Runbooks.Engine.Argo;
using Runbooks.Engine.Argo.Artifacts;

namespace Runbooks.Engine.Runs;

/// <summary>Where a template's files are in its container: <c>inputs.artifacts.NAME.path</c>, <c>outputs.artifacts.NAME.path</c>, <c>outputs.parameters.NAME.path</c>.</summary>
internal static class FilePaths
{
    private const string Path = ".path";
    private const string InputArtifact = "inputs.artifacts.";
    private const string OutputArtifact = "outputs.artifacts.";
    private const string OutputParameter = "outputs.parameters.";

    public static string? Find(Template template, string name)
    {
        if (!name.EndsWith(Path, StringComparison.Ordinal)) return null;
        return Of(InputArtifact, template.Inputs.Artifacts, name) ?? Of(OutputArtifact, template.Outputs.Artifacts, name)
            ?? (Between(OutputParameter, name) is { } parameter ? template.Outputs.Parameters.FirstOrDefault(output => output.Name == parameter)?.ValueFrom?.Path : null);
    }

    /// <summary>All such names.</summary>
    public static IEnumerable<string> Names(Template template) =>
    [
        .. NamesOf(InputArtifact, template.Inputs.Artifacts),
        .. NamesOf(OutputArtifact, template.Outputs.Artifacts),
        .. template.Outputs.Parameters.Where(output => output.ValueFrom?.Path is { Length: > 0 }).Select(output => $"{OutputParameter}{output.Name}{Path}"),
    ];

    private static string? Of(string prefix, IReadOnlyList<Artifact>? artifacts, string name) =>
        Between(prefix, name) is { } artifact ? artifacts?.FirstOrDefault(each => each.Name == artifact)?.Path : null;

    private static string? Between(string prefix, string name) =>
        name.StartsWith(prefix, StringComparison.Ordinal) && name.Length > prefix.Length + Path.Length ? name[prefix.Length..^Path.Length] : null;

    private static IEnumerable<string> NamesOf(string prefix, IReadOnlyList<Artifact>? artifacts) =>
        (artifacts ?? []).Where(artifact => artifact.Path is { Length: > 0 }).Select(artifact => $"{prefix}{artifact.Name}{Path}");
}
