using System.Text.Json.Nodes;
using Runbooks.Engine.Argo;
using Runbooks.Engine.Argo.Artifacts;
using Runbooks.Engine.Templating;

namespace Runbooks.Engine.Lint.Passes;

/// <summary>Names, places and sources of the artifacts of the workflow, of inputs, outputs and arguments.</summary>
internal static class Artifacts
{
    public static void Check(LintContext context)
    {
        CheckArguments(context, context.Workflow.Spec.Arguments, $"{context.SpecPath}.arguments.artifacts");
        if (!context.IsTemplate && context.Find(context.Workflow.Spec.Entrypoint) is { } entrypoint && entrypoint.Context == context) CheckGiven(context, entrypoint);
        foreach (var site in context.Templates)
        {
            CheckInputs(context, site);
            CheckOutputs(context, site);
            foreach (var step in site.Steps)
            {
                CheckArguments(context, step.Step.Arguments, $"{step.Path}.arguments.artifacts");
                if (step.Called is { } called) CheckCall(context, step, called);
            }
        }
    }

    /// <summary>The entrypoint has its artifacts from the workflow.</summary>
    private static void CheckGiven(LintContext context, TemplateSite entrypoint)
    {
        var given = Of(context.Workflow.Spec.Arguments).Concat(context.Base is { } other ? Of(other.Workflow.Spec.Arguments) : []).Select(argument => argument.Name).ToHashSet(StringComparer.Ordinal);
        foreach (var (i, input) in Of(entrypoint.Template.Inputs).Index())
            if (IsNeeded(input) && !given.Contains(input.Name))
                context.Error($"{entrypoint.Path}.inputs.artifacts[{i}]",
                    $"the entrypoint's artifact '{input.Name}' comes from nowhere: say where it is, name it under '{context.SpecPath}.arguments.artifacts', or make it 'optional'", "missing-argument");
    }

    private static void CheckCall(LintContext context, StepSite step, TemplateSite called)
    {
        var inputs = Of(called.Template.Inputs);
        var given = Of(step.Step.Arguments);
        foreach (var input in inputs.Where(IsNeeded).Where(input => !given.Any(argument => argument.Name == input.Name)))
            context.Error(step.Path, $"{called} needs the artifact '{input.Name}'; give it under 'arguments.artifacts'", "missing-argument");
        foreach (var (i, argument) in given.Index())
            if (argument.Name.Length > 0 && !inputs.Any(input => input.Name == argument.Name))
                context.Warning($"{step.Path}.arguments.artifacts[{i}].name", $"{called} has no input artifact '{argument.Name}'{context.Hint(argument.Name, inputs.Select(input => input.Name))}", "unknown-argument");
    }

    private static void CheckArguments(LintContext context, Argo.Arguments arguments, string path)
    {
        CheckNames(context, Of(arguments), path);
        foreach (var (i, argument) in Of(arguments).Index())
        {
            var at = $"{path}[{i}]";
            if (argument is { From.Length: > 0, FromExpression.Length: > 0 })
                context.Error(at, $"the artifact '{argument.Name}' has both 'from' and 'fromExpression'; it can have only one", "invalid-artifact");
            else if (argument is { From: null or "", FromExpression: null or "" } && !HasLocation(argument))
                context.Error(at, $"the artifact '{argument.Name}' needs 'from', 'raw' or another place that it comes from", "invalid-artifact");
            CheckFrom(context, argument, at);
        }
    }

    private static void CheckInputs(LintContext context, TemplateSite site)
    {
        var inputs = Of(site.Template.Inputs);
        CheckNames(context, inputs, $"{site.Path}.inputs.artifacts");
        var mounts = Mounts(site.Template);
        foreach (var (i, input) in inputs.Index())
        {
            var at = $"{site.Path}.inputs.artifacts[{i}]";
            CheckPath(context, site, input, at);
            CheckStore(context, input, at);
            if (input.From is { Length: > 0 })
                context.Error($"{at}.from", "an input can't have 'from': whoever calls the template says under 'arguments.artifacts' where it comes from", "invalid-artifact");
            if (input.Path is { Length: > 0 } path && !mounts.TryAdd(path, $"the artifact '{input.Name}'"))
                context.Error($"{at}.path", $"'{path}' is taken already, by {mounts[path]}", "invalid-artifact");
        }
    }

    private static void CheckOutputs(LintContext context, TemplateSite site)
    {
        var outputs = Of(site.Template.Outputs);
        CheckNames(context, outputs, $"{site.Path}.outputs.artifacts", NameRules.OutputArtifactComplaint);
        foreach (var (i, output) in outputs.Index())
        {
            var at = $"{site.Path}.outputs.artifacts[{i}]";
            CheckPath(context, site, output, at);
            if (site.HasSteps && output is { From: null or "", FromExpression: null or "" })
                context.Warning(at, $"the artifact '{output.Name}' of {site} needs 'from', the tag of one of its {(site.Kind == "dag" ? "tasks'" : "steps'")} artifacts, or 'fromExpression'; it stays empty", "invalid-artifact");
            if (output.GlobalName is { Length: > 0 } name && !TextTemplate.MayHaveTags(name) && NameRules.ArtifactComplaint(name) is { } complaint)
                context.Error($"{at}.globalName", complaint, "invalid-name");
            CheckFrom(context, output, at);
        }
    }

    private static void CheckPath(LintContext context, TemplateSite site, Artifact artifact, string at)
    {
        if (site.HasSteps && artifact.Path is { Length: > 0 })
            context.Error($"{at}.path", $"{site} has no container, so there is no place for a 'path'", "invalid-artifact");
        else if (!site.HasSteps && artifact.Path is null or "")
            context.Error(at, $"the artifact '{artifact.Name}' needs a 'path': where it stands in the container", "invalid-artifact");
        else if (artifact.Path is { } path && path.Split('/').Contains(".."))
            context.Error($"{at}.path", $"'{path}' leads out of its folder by '..'", "invalid-artifact");
    }

    private static void CheckFrom(LintContext context, Artifact artifact, string at)
    {
        if (artifact.From is { Length: > 0 } from && TextTemplate.Parse(from).SingleTag is null)
            context.Error($"{at}.from", $"'{from}' is no artifact; 'from' takes one tag, such as '{{{{steps.NAME.outputs.artifacts.NAME}}}}' or '{{{{inputs.artifacts.NAME}}}}'", "invalid-artifact");
    }

    /// <summary>What Argo asks of an input's store beside the place.</summary>
    private static void CheckStore(LintContext context, Artifact artifact, string at)
    {
        if (artifact.Git is { Repo: "" }) context.Error($"{at}.git", "'git' needs 'repo': the repository's address", "invalid-artifact");
        if (artifact.Hdfs is not { } hdfs) return;
        if (hdfs.Addresses.Count == 0) context.Error($"{at}.hdfs", "'hdfs' needs 'addresses': those of its name nodes", "invalid-artifact");
        if (!hdfs.Path.StartsWith('/')) context.Error($"{at}.hdfs", "'hdfs' needs 'path', beginning with '/'", "invalid-artifact");
        if (hdfs is { HdfsUser: null or "", KrbCCacheSecret: null, KrbKeytabSecret: null }) context.Error($"{at}.hdfs", "'hdfs' needs 'hdfsUser', 'krbCCacheSecret' or 'krbKeytabSecret'", "invalid-artifact");
    }

    private static void CheckNames(LintContext context, IReadOnlyList<Artifact> artifacts, string path, Func<string, string?>? rule = null)
    {
        foreach (var (i, artifact) in artifacts.Index())
            if (artifact.Name.Length == 0)
                context.Error($"{path}[{i}]", "the artifact needs a 'name'", "missing-name");
            else if ((rule ?? NameRules.ArtifactComplaint)(artifact.Name) is { } complaint)
                context.Error($"{path}[{i}].name", complaint, "invalid-name");
        NameRules.CheckUnique(context, artifacts.Select((artifact, i) => (artifact.Name, $"{path}[{i}]")), "artifact");
    }

    /// <summary>What stands where in a container, by path.</summary>
    private static Dictionary<string, string> Mounts(Template template)
    {
        var mounts = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var mount in (template.Container?["volumeMounts"] as JsonArray ?? []).OfType<JsonObject>())
            if (mount["mountPath"] is JsonValue path) mounts.TryAdd(path.ToString(), $"the volume '{mount["name"]}'");
        return mounts;
    }

    /// <summary>The input has no place of its own that it comes from.</summary>
    private static bool IsNeeded(Artifact input) => input is { Optional: false, Name.Length: > 0 } && !HasLocation(input);

    /// <summary>As in Argo, a store without the place in it is none.</summary>
    private static bool HasLocation(Artifact artifact) => artifact.Raw is not null || artifact.Place is { Length: > 0 };

    private static IReadOnlyList<Artifact> Of(Argo.Inputs inputs) => inputs.Artifacts ?? [];

    private static IReadOnlyList<Artifact> Of(Argo.Outputs outputs) => outputs.Artifacts ?? [];

    private static IReadOnlyList<Artifact> Of(Argo.Arguments arguments) => arguments.Artifacts ?? [];
}
