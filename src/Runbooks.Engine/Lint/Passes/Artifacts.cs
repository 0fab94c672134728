using Runbooks.Engine.Argo.Artifacts;

namespace Runbooks.Engine.Lint.Passes;

/// <summary>Artifacts have names and say where they come from, and in a container where they stand.</summary>
internal static class Artifacts
{
    public static void Check(LintContext context)
    {
        CheckGiven(context, context.Workflow.Spec.Arguments.Artifacts, $"{context.SpecPath}.arguments.artifacts", isNeeded: false);
        foreach (var site in context.Templates)
        {
            CheckPlaces(context, site, site.Template.Inputs.Artifacts, $"{site.Path}.inputs.artifacts");
            CheckPlaces(context, site, site.Template.Outputs.Artifacts, $"{site.Path}.outputs.artifacts");
            CheckInputs(context, site);
            foreach (var step in site.Steps) CheckGiven(context, step.Step.Arguments.Artifacts, $"{step.Path}.arguments.artifacts", isNeeded: true);
        }
    }

    private static void CheckNames(LintContext context, IReadOnlyList<Artifact> artifacts, string path)
    {
        for (var i = 0; i < artifacts.Count; i++)
            if (artifacts[i].Name.Length > 0 && NameRules.ParameterComplaint(artifacts[i].Name) is { } complaint)
                context.Error($"{path}[{i}].name", complaint.Replace("a parameter's", "an artifact's", StringComparison.Ordinal), "invalid-name");
        NameRules.CheckUnique(context, artifacts.Select((artifact, i) => (artifact.Name, $"{path}[{i}]")), "artifact");
    }

    private static void CheckGiven(LintContext context, IReadOnlyList<Artifact>? given, string path, bool isNeeded)
    {
        if (given is null) return;
        CheckNames(context, given, path);
        for (var i = 0; i < given.Count; i++)
            if (given[i] is { From.Length: > 0, FromExpression.Length: > 0 })
                context.Error($"{path}[{i}]", "an artifact can have 'from' or 'fromExpression', not both", "two-sources");
            else if (isNeeded && !IsFromSomewhere(given[i]))
                context.Error($"{path}[{i}]", $"the artifact '{given[i].Name}' needs 'from', 'raw' or a store: where it comes from", "missing-source");
    }

    private static void CheckPlaces(LintContext context, TemplateSite site, IReadOnlyList<Artifact>? artifacts, string path)
    {
        if (artifacts is null) return;
        CheckNames(context, artifacts, path);
        for (var i = 0; i < artifacts.Count; i++)
            if (site.HasSteps && artifacts[i].Path is { Length: > 0 })
                context.Error($"{path}[{i}].path", $"a 'path' is for containers; {site} has {site.Kind}", "misplaced-path");
            else if (!site.HasSteps && artifacts[i].Path is null or "")
                context.Error($"{path}[{i}]", $"the artifact '{artifacts[i].Name}' needs a 'path': where it stands in the container", "missing-path");
    }

    private static void CheckInputs(LintContext context, TemplateSite site)
    {
        var inputs = site.Template.Inputs.Artifacts ?? [];
        for (var i = 0; i < inputs.Count; i++)
        {
            if (inputs[i].From is { Length: > 0 })
                context.Error($"{site.Path}.inputs.artifacts[{i}].from", "'from' is for the arguments of a step; an input says 'raw' or names a store", "misplaced-from");
            if (inputs[i].Path is { Length: > 0 } path && MountAt(site, path) is { } mount)
                context.Error($"{site.Path}.inputs.artifacts[{i}].path", $"'{path}' is taken by the volume mount '{mount}' already", "duplicate-mount");
        }
    }

    private static string? MountAt(TemplateSite site, string path) => (site.Template.Container?["volumeMounts"] as System.Text.Json.Nodes.JsonArray)?
        .FirstOrDefault(mount => mount?["mountPath"]?.ToString() == path)?["name"]?.ToString();

    private static bool IsFromSomewhere(Artifact artifact) =>
        artifact is { From.Length: > 0 } or { FromExpression.Length: > 0 } or { Raw: not null } || Runs.ArtifactNeeds.StoreOf(artifact) is not null;
}
