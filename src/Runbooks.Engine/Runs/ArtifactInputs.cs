using Runbooks.Engine.Argo.Artifacts;
using Runbooks.Engine.Compilation;
using Runbooks.Engine.Templating;

namespace Runbooks.Engine.Runs;

/// <summary>The input artifacts of nodes: their contents by name, as long as <c>raw</c> ones are all that there are.</summary>
internal static class ArtifactInputs
{
    /// <summary>What the workflow's arguments give the entrypoint; null if it takes nothing.</summary>
    /// <exception cref="StepInputException">One that it needs isn't given.</exception>
    public static IReadOnlyDictionary<string, string>? OfEntrypoint(RunState run) =>
        Given(run.Runbook.Entrypoint, run.Runbook.Artifacts, argument => argument.Raw?.Fill(run.Global));

    /// <summary>What a step gives the template that it calls; null if that takes nothing.</summary>
    /// <param name="caller">The steps or dag node that the step belongs to.</param>
    /// <param name="scope">What the step can see.</param>
    /// <exception cref="StepInputException">One that the template needs isn't given.</exception>
    public static IReadOnlyDictionary<string, string>? Of(CompiledTemplate called, CompiledStep step, Node caller, CompiledTemplate callersTemplate, Scope scope) =>
        Given(called, step.Artifacts, argument => argument.HandedOn is { } name ? ContentOf(caller, callersTemplate, name, scope) : argument.Raw?.Fill(scope));

    /// <summary>The input artifacts of a leaf, contents and places filled in; those that are optional and not given are left out.</summary>
    public static IReadOnlyList<Artifact> Fill(Node leaf, CompiledTemplate template, Scope scope) =>
    [
        .. from input in template.Artifacts
           let content = ContentOf(leaf, template, input.Name, scope)
           where content is not null
           select input.Artifact with { Path = input.Path?.Fill(scope), Raw = new RawArtifact { Data = content } },
    ];

    /// <summary>What was given, else the template's own.</summary>
    private static string? ContentOf(Node node, CompiledTemplate template, string name, Scope scope) =>
        node.Artifacts?.GetValueOrDefault(name) ?? template.Artifacts.FirstOrDefault(input => input.Name == name)?.Raw?.Fill(scope);

    private static Dictionary<string, string>? Given(CompiledTemplate called, IReadOnlyList<CompiledArtifact> arguments, Func<CompiledArtifact, string?> content)
    {
        if (called.Artifacts.Count == 0) return null;
        var given = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var input in called.Artifacts)
            if (arguments.FirstOrDefault(argument => argument.Name == input.Name) is { } argument && content(argument) is { } data) given[input.Name] = data;
            else if (input is { Raw: null, Artifact.Optional: false }) throw new StepInputException($"inputs.artifacts.{input.Name} was not supplied");
        return given.Count == 0 ? null : given;
    }
}
