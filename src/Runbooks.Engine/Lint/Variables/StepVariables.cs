namespace Runbooks.Engine.Lint.Variables;

/// <summary><c>steps.NAME.*</c>: what the groups before a step, or all groups for the template's outputs, have given.</summary>
/// <param name="reader">The step that reads, or null for the template's outputs.</param>
internal sealed class StepVariables(LintContext context, TemplateSite site, StepSite? reader)
{
    private const string Prefix = "steps.";
    private const string OutputParameter = "outputs.parameters.";

    private static readonly string[] Always = ["id", "status", "startedAt", "finishedAt", "hostNodeName"];
    private static readonly string[] All = [.. Always, "exitCode", "outputs.result", "outputs.parameters"];

    public TagProblem? Check(string name)
    {
        var dot = name.IndexOf('.', Prefix.Length);
        var stepName = dot < 0 ? name[Prefix.Length..] : name[Prefix.Length..dot];
        if (site.Find(stepName) is not { } step)
            return new TagProblem($"{site} has no step '{stepName}'{context.Hint(stepName, site.StepNames)}");
        if (dot < 0) return new TagProblem($"'{name}' is no variable; say what of the step: {string.Join(", ", All)}");
        return WhenRead(step) ?? CheckField(step, name[(dot + 1)..]);
    }

    private TagProblem? WhenRead(StepSite step)
    {
        if (reader is null || step.Group < reader.Group) return null;
        var why = step == reader ? "it is this step itself" : step.Group == reader.Group ? "it runs at the same time" : "it runs later";
        return new TagProblem($"'{step.Step.Name}' has given nothing yet: {why}; a step can read the steps of groups before its own", "not-yet-run");
    }

    private TagProblem? CheckField(StepSite step, string field)
    {
        if (Always.Contains(field)) return null;
        if (context.Find(step.Step.Template) is not { } called) return null;
        return field switch
        {
            "exitCode" or "outputs.result" => called.Kind == "steps"
                ? new TagProblem($"{called}, which the step '{step.Step.Name}' runs, has steps: those have no '{field}'; give it 'outputs.parameters'")
                : null,
            "outputs.parameters" => step.IsLoop ? null : new TagProblem($"'{field}' is there only for a loop, and '{step.Step.Name}' is none; name one of its parameters"),
            "ip" => new TagProblem("'ip' is there only for a daemon, which is not supported yet", "unsupported-tag"),
            _ when field.StartsWith(OutputParameter, StringComparison.Ordinal) => CheckOutput(called, field[OutputParameter.Length..]),
            _ when field.StartsWith("outputs.artifacts", StringComparison.Ordinal) => new TagProblem("artifacts are not supported yet", "unsupported-tag"),
            _ => new TagProblem($"a step has no '{field}'{Choices(field)}"),
        };
    }

    private string Choices(string field) => context.Hint(field, All) is { Length: > 0 } hint ? hint : $"; it has {string.Join(", ", All)}";

    private TagProblem? CheckOutput(TemplateSite called, string output)
    {
        var outputs = called.Template.Outputs.Parameters.Select(parameter => parameter.Name).ToList();
        return outputs.Contains(output) ? null : new TagProblem($"{called} has no output parameter '{output}'{context.Hint(output, outputs)}");
    }
}
