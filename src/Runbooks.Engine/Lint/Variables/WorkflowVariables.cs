using Runbooks.Engine.Argo;
using Runbooks.Engine.Runs;
using Runbooks.Engine.Submission;
using Runbooks.Engine.Templating;
using Runbooks.Schemas;

namespace Runbooks.Engine.Lint.Variables;

/// <summary><c>workflow.*</c>, the same in every template.</summary>
internal sealed class WorkflowVariables(LintContext context)
{
    private static readonly string[] Always =
    [
        "workflow.annotations", "workflow.annotations.json", "workflow.creationTimestamp", "workflow.duration", "workflow.labels", "workflow.labels.json", "workflow.mainEntrypoint", "workflow.name",
        "workflow.namespace", "workflow.serviceAccountName", "workflow.status", "workflow.uid",
    ];

    private readonly HashSet<string> _parameters =
        context.Arguments.Select(parameter => parameter.Name).ToHashSet(StringComparer.Ordinal);

    private readonly HashSet<string> _labels =
        [.. MetadataOf(context).Labels.Keys, .. SpecsOf(context).SelectMany(spec => (spec.WorkflowMetadata?.Labels?.Keys ?? []).Concat(spec.WorkflowMetadata?.LabelsFrom?.Keys ?? []))];

    private readonly HashSet<string> _annotations =
        [.. MetadataOf(context).Annotations.Keys, .. SpecsOf(context).SelectMany(spec => spec.WorkflowMetadata?.Annotations?.Keys ?? [])];

    /// <summary>What some template gives to the whole run; null if a name is known only in the run.</summary>
    private readonly Lazy<HashSet<string>?> _outputs = new(() => OutputsOf(context));

    /// <summary>Names of the artifacts that some template gives to the whole run; one with tags may be any.</summary>
    private readonly Lazy<List<string>> _artifacts = new(() => [.. context.Templates.SelectMany(site => site.Template.Outputs.Artifacts ?? []).Select(output => output.GlobalName).OfType<string>()]);

    /// <summary>The name stands for a map, in an expression.</summary>
    public bool IsMap(string name) =>
        name is "workflow" or "workflow.parameters" or "workflow.labels" or "workflow.annotations" or "workflow.creationTimestamp"
            or "workflow.outputs" or "workflow.outputs.parameters" or "workflow.outputs.artifacts"
        || _labels.Any(label => $"workflow.labels.{label}".StartsWith(name + ".", StringComparison.Ordinal))
        || _annotations.Any(annotation => $"workflow.annotations.{annotation}".StartsWith(name + ".", StringComparison.Ordinal));

    public TagProblem? Check(string name)
    {
        if (Always.Contains(name)) return null;
        if (name.StartsWith(CreationTimestamp.Name + ".", StringComparison.Ordinal)) return CheckFormat(name[(CreationTimestamp.Name.Length + 1)..]);
        // Whoever uses the template may have it.
        if (context.IsTemplate && (name is "workflow.priority" or "workflow.scheduledTime" || name.StartsWith("workflow.parameters", StringComparison.Ordinal))) return null;
        if (name == "workflow.failures")
            return context.IsTemplate || SpecsOf(context).Any(spec => spec.OnExit is { Length: > 0 } || spec.Hooks is { Count: > 0 }) ? null : new TagProblem("'workflow.failures' is known only in exit handlers and hooks of the workflow, and it has none");
        if (name == "workflow.priority")
            return SpecsOf(context).Any(spec => spec.Priority is not null) ? null : new TagProblem("'workflow.priority' has no value: the workflow has no 'priority'");
        if (name == "workflow.scheduledTime")
            return _annotations.Contains(GlobalScope.ScheduledTime) || context.Bound.Cron is not null ? null : new TagProblem($"'{name}' is known only in the runs of a CronWorkflow", Severity: Severity.Warning);
        if (name is "workflow.parameters" or "workflow.parameters.json")
            return _parameters.Count > 0 ? null : new TagProblem($"'{name}' has no value: the workflow has no arguments");
        if (Under("workflow.parameters.", name, _parameters, "argument") is { } ofParameters) return ofParameters.Problem;
        if (Under("workflow.labels.", name, _labels, "label") is { } ofLabels) return ofLabels.Problem;
        if (Under("workflow.annotations.", name, _annotations, "annotation") is { } ofAnnotations) return ofAnnotations.Problem;
        if (name.StartsWith("workflow.outputs.parameters.", StringComparison.Ordinal) && _outputs.Value is null) return null;
        if (Under("workflow.outputs.parameters.", name, _outputs.Value ?? [], "output with the 'globalName'") is { } ofOutputs) return ofOutputs.Problem;
        if (name.StartsWith("workflow.outputs.artifacts.", StringComparison.Ordinal) && _artifacts.Value.Any(TextTemplate.MayHaveTags)) return null;
        if (Under("workflow.outputs.artifacts.", name, _artifacts.Value, "artifact with the 'globalName'") is { } ofArtifacts) return ofArtifacts.Problem;
        return new TagProblem($"'{name}' is no variable{context.Hint(name, [.. Always, "workflow.parameters"])}");
    }

    private static HashSet<string>? OutputsOf(LintContext context)
    {
        var names = context.Reach.Templates.SelectMany(site => site.Template.Outputs.Parameters).Select(output => output.GlobalName).OfType<string>().ToHashSet(StringComparer.Ordinal);
        return names.Any(TextTemplate.MayHaveTags) ? null : names;
    }

    private static TagProblem? CheckFormat(string format) => CreationTimestamp.Formats.Contains(format) ? null
        : new TagProblem($"the creation time has no format '{format}'; it has RFC3339, s and the letters of strftime: {string.Join(' ', CreationTimestamp.Formats.Where(each => each is { Length: 1 } and not "s"))}", Severity: Severity.Warning);

    /// <summary>What the run has, which for a CronWorkflow is not its own.</summary>
    private static Metadata MetadataOf(LintContext context) => context.Bound.Cron is { } cron ? SubmittedFrom.Cron(cron).Metadata : context.Workflow.Metadata;

    private static IEnumerable<WorkflowSpec> SpecsOf(LintContext context) => context.Base is { } other ? [context.Workflow.Spec, other.Workflow.Spec] : [context.Workflow.Spec];

    private (TagProblem? Problem, bool Applies)? Under(string prefix, string name, IReadOnlyCollection<string> known, string what)
    {
        if (!name.StartsWith(prefix, StringComparison.Ordinal)) return null;
        var key = name[prefix.Length..];
        return (known.Contains(key) ? null : new TagProblem($"the workflow has no {what} '{key}'{context.Hint(key, known)}"), true);
    }
}
