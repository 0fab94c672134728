using Runbooks.Engine.Argo;

namespace Runbooks.Engine.Lint.Variables;

/// <summary><c>workflow.*</c>, the same in every template.</summary>
internal sealed class WorkflowVariables(LintContext context)
{
    private static readonly string[] Always =
    [
        "workflow.annotations", "workflow.annotations.json", "workflow.creationTimestamp", "workflow.creationTimestamp.RFC3339",
        "workflow.creationTimestamp.s", "workflow.labels", "workflow.labels.json", "workflow.mainEntrypoint", "workflow.name",
        "workflow.namespace", "workflow.serviceAccountName", "workflow.status", "workflow.uid",
    ];

    private static readonly (string Prefix, string Why)[] NotYet =
    [
        ("workflow.creationTimestamp.", "this format of it is not supported yet; RFC3339 and s are"),
        ("workflow.duration", "it is not supported yet"),
        ("workflow.failures", "it is known only in an exit handler, which is not supported yet"),
        ("workflow.outputs.", "outputs with a 'globalName' are not supported yet"),
        ("workflow.scheduledTime", "it is known only in the runs of a CronWorkflow, which are not supported yet"),
    ];

    private readonly HashSet<string> _parameters =
        context.Arguments.Select(parameter => parameter.Name).ToHashSet(StringComparer.Ordinal);

    private IEnumerable<string> Labels =>
        [.. context.Workflow.Metadata.Labels.Keys, .. Specs.SelectMany(spec => (spec.WorkflowMetadata?.Labels?.Keys ?? []).Concat(spec.WorkflowMetadata?.LabelsFrom?.Keys ?? []))];

    private IEnumerable<string> Annotations => [.. context.Workflow.Metadata.Annotations.Keys, .. Specs.SelectMany(spec => spec.WorkflowMetadata?.Annotations?.Keys ?? [])];

    private IEnumerable<WorkflowSpec> Specs => context.Base is { } other ? [context.Workflow.Spec, other.Workflow.Spec] : [context.Workflow.Spec];

    public TagProblem? Check(string name)
    {
        if (Always.Contains(name)) return null;
        // Whoever uses the template may have it.
        if (context.IsTemplate && name.StartsWith("workflow.parameters", StringComparison.Ordinal)) return null;
        if (name is "workflow.parameters" or "workflow.parameters.json")
            return _parameters.Count > 0 ? null : new TagProblem($"'{name}' has no value: the workflow has no arguments");
        if (Under("workflow.parameters.", name, _parameters, "argument") is { } ofParameters) return ofParameters.Problem;
        if (Under("workflow.labels.", name, Labels, "label") is { } ofLabels) return ofLabels.Problem;
        if (Under("workflow.annotations.", name, Annotations, "annotation") is { } ofAnnotations) return ofAnnotations.Problem;
        var notYet = NotYet.FirstOrDefault(each => name.StartsWith(each.Prefix, StringComparison.Ordinal));
        return notYet.Why is not null
            ? new TagProblem($"'{name}': {notYet.Why}", "unsupported-tag")
            : new TagProblem($"'{name}' is no variable{context.Hint(name, [.. Always, "workflow.parameters"])}");
    }

    private (TagProblem? Problem, bool Applies)? Under(string prefix, string name, IEnumerable<string> known, string what)
    {
        if (!name.StartsWith(prefix, StringComparison.Ordinal)) return null;
        var key = name[prefix.Length..];
        var names = known as IReadOnlyCollection<string> ?? [.. known];
        return (names.Contains(key) ? null : new TagProblem($"the workflow has no {what} '{key}'{context.Hint(key, names)}"), true);
    }
}
