using Runbooks.Engine.Argo.Artifacts;
using Runbooks.Schemas;

namespace Runbooks.Engine.Lint.Variables;

/// <summary>What a template can see of itself: <c>inputs.*</c>, the paths of its output files, its node and its Pod.</summary>
internal sealed class TemplateVariables(LintContext context, TemplateSite site)
{
    private const string Input = "inputs.parameters.";
    private const string Output = "outputs.parameters.";
    private const string InputArtifact = "inputs.artifacts.";
    private const string OutputArtifact = "outputs.artifacts.";
    private const string Path = ".path";

    private static readonly string[] RetryNames = ["retries", "lastRetry.duration", "lastRetry.exitCode", "lastRetry.message", "lastRetry.status"];

    private readonly HashSet<string> _inputs = site.Template.Inputs.Parameters.Select(input => input.Name).ToHashSet(StringComparer.Ordinal);
    private readonly HashSet<string> _files = site.Template.Outputs.Parameters
        .Where(output => output.ValueFrom?.Path is { Length: > 0 }).Select(output => output.Name).ToHashSet(StringComparer.Ordinal);

    private readonly bool _isRetried = (site.Template.RetryStrategy ?? context.Workflow.Spec.RetryStrategy) is not null;

    /// <summary><c>retries</c> and <c>lastRetry.*</c>.</summary>
    public TagProblem? CheckRetry(string name) =>
        !_isRetried ? new TagProblem($"'{name}' is known only in a template with a 'retryStrategy'", Severity: Severity.Warning)
        : RetryNames.Contains(name) ? null
        : new TagProblem($"'{name}' is no variable{context.Hint(name, RetryNames)}");

    public TagProblem? Check(string name) => name switch
    {
        "node.name" => null,
        "pod.name" => site.IsPod ? null : new TagProblem($"'pod.name': {site} has no Pod of its own"),
        "inputs.parameters" => null,
        _ when name.StartsWith(Input, StringComparison.Ordinal) => CheckInput(name[Input.Length..]),
        _ when name.StartsWith(Output, StringComparison.Ordinal) && name.EndsWith(Path, StringComparison.Ordinal) && name.Length > Output.Length + Path.Length =>
            CheckFile(name[Output.Length..^Path.Length]),
        _ when name.StartsWith(InputArtifact, StringComparison.Ordinal) => CheckArtifact(name[InputArtifact.Length..], "input artifact", site.Template.Inputs.Artifacts),
        _ when name.StartsWith(OutputArtifact, StringComparison.Ordinal) => CheckArtifact(name[OutputArtifact.Length..], "output artifact", site.Template.Outputs.Artifacts),
        // Argo lets these through: they are for metrics.
        _ when name.StartsWith("outputs.", StringComparison.Ordinal) => Unknown(name) with { Severity = Severity.Warning },
        _ => Unknown(name),
    };

    private TagProblem? CheckArtifact(string name, string what, IReadOnlyList<Artifact>? artifacts)
    {
        var artifact = name.EndsWith(Path, StringComparison.Ordinal) ? name[..^Path.Length] : name;
        var names = (artifacts ?? []).Select(each => each.Name).ToList();
        // Argo lets what begins with 'outputs.' through.
        return names.Contains(artifact) ? null
            : new TagProblem($"{site} has no {what} '{artifact}'{context.Hint(artifact, names)}", Severity: what[0] == 'i' ? Severity.Error : Severity.Warning);
    }

    private TagProblem? CheckInput(string input) =>
        _inputs.Contains(input) ? null : new TagProblem($"{site} has no input '{input}'{context.Hint(input, _inputs)}");

    private TagProblem? CheckFile(string output) =>
        _files.Contains(output) ? null : new TagProblem($"{site} has no output file '{output}'{context.Hint(output, _files)}", Severity: Severity.Warning);

    private TagProblem Unknown(string name) =>
        new($"'{name}' is no variable{context.Hint(name, ["inputs.parameters", "node.name", "pod.name", .. _inputs.Select(input => Input + input)])}");
}
