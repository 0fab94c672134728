using Runbooks.Engine.Argo;
using Runbooks.Engine.Argo.Artifacts;
using Runbooks.Engine.Templating;

namespace Runbooks.Engine.Runs;

/// <summary>
/// What a leaf's input artifacts are: its own, or those that its step gives it. <c>raw</c> ones are there; the others need an artifact store,
/// which there is none of yet.
/// </summary>
internal static class InputArtifacts
{
    private const string FromInput = "inputs.artifacts.";

    /// <returns>Those that are there, each with its content in <c>raw</c>; null if there are none.</returns>
    /// <exception cref="StepInputException">One is missing or would have to come from a store, or the template has outputs that would go to one.</exception>
    /// <exception cref="UnresolvedTagException">A tag has no value.</exception>
    public static IReadOnlyList<Artifact>? Of(RunState run, Node node, Template template)
    {
        if (template.Outputs.Artifacts is [var output, ..]) throw new StepInputException(ArtifactNeeds.OfOutput(output.Name));
        if (template.Data is not null) throw new StepInputException(ArtifactNeeds.OfData);
        if (template.Inputs.Artifacts is not { Count: > 0 } declared) return null;
        return [.. declared.Select(artifact => Find(run, node, artifact)).OfType<Artifact>()];
    }

    private static Artifact? Find(RunState run, Node node, Artifact declared)
    {
        var given = Given(run, node)?.FirstOrDefault(argument => argument.Name == declared.Name);
        var raw = given is null ? Own(run, node, declared) : Given(run, node, given);
        if (raw is not null) return declared with { Raw = new RawArtifact { Data = raw } };
        return declared.Optional || given?.Optional == true ? null : throw new StepInputException($"inputs.artifacts.{declared.Name} was not supplied");
    }

    private static string? Own(RunState run, Node node, Artifact declared)
    {
        if (ArtifactNeeds.StoreOf(declared) is { } store) throw new StepInputException(ArtifactNeeds.OfInput(declared.Name, store));
        return declared.Raw is { } raw ? TextTemplate.Parse(raw.Data).Fill(NodeScope.Of(run, node)) : null;
    }

    private static string? Given(RunState run, Node node, Artifact given)
    {
        if (ArtifactNeeds.StoreOf(given) is { } store) throw new StepInputException(ArtifactNeeds.OfInput(given.Name, store));
        if (given.Raw is { } raw) return TextTemplate.Parse(raw.Data).Fill(node.Boundary is { } caller ? NodeScope.OfCalls(run, caller) : run.Global);
        if (given is { From: null or "", FromExpression: null or "" }) return null;
        var tag = given.From is { Length: > 0 } from ? TextTemplate.Parse(from).SingleTag?.Name : null;
        if (tag?.StartsWith(FromInput, StringComparison.Ordinal) != true || node.Boundary is not { } boundary)
            throw new StepInputException(ArtifactNeeds.OfInput(given.Name, given.From ?? given.FromExpression!));
        // Handed on from the template around.
        var name = tag[FromInput.Length..];
        var outer = run.Runbook.Find(boundary.TemplateKey!)!.Template.Inputs.Artifacts?.FirstOrDefault(artifact => artifact.Name == name) ?? new Artifact { Name = name };
        return Find(run, boundary, outer with { Optional = outer.Optional || given.Optional })?.Raw?.Data;
    }

    private static IReadOnlyList<Artifact>? Given(RunState run, Node node) =>
        node.Boundary is null ? run.Runbook.Workflow.Spec.Arguments.Artifacts : run.CallOf(node)?.Step.Arguments.Artifacts;
}
