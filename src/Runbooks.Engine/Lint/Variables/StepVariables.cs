using Runbooks.Schemas;

namespace Runbooks.Engine.Lint.Variables;

/// <summary>
/// <c>steps.NAME.*</c>: what the groups before a step have given, and <c>tasks.NAME.*</c>: what the tasks that a task depends on have
/// given; for the template's outputs, all of them.
/// </summary>
/// <param name="reader">The step that reads, or null for the template's outputs.</param>
/// <param name="afterIt">What reads comes after the step: a hook of it.</param>
internal sealed class StepVariables(LintContext context, TemplateSite site, StepSite? reader, bool afterIt = false)
{
    private const string Prefix = "steps.";
    private const string TaskPrefix = "tasks.";
    private const string OutputParameter = "outputs.parameters.";
    /// <summary>The rule about what has given nothing yet.</summary>
    public const string NotYetRun = "not-yet-run";

    private const string OutputArtifact = "outputs.artifacts.";

    private static readonly string[] Always = ["id", "status", "startedAt", "finishedAt", "hostNodeName"];
    private static readonly string[] All = [.. Always, "exitCode", "outputs.result", "outputs.parameters"];

    private string What => site.Template.Dag is null ? "step" : "task";

    public TagProblem? Check(string name)
    {
        if (name.StartsWith(TaskPrefix, StringComparison.Ordinal) != site.Template.Dag is not null) return Confused(name);
        var dot = name.IndexOf('.', Prefix.Length);
        var stepName = dot < 0 ? name[Prefix.Length..] : name[Prefix.Length..dot];
        if (site.Find(stepName) is not { } step)
            return new TagProblem($"{site} has no {What} '{stepName}'{context.Hint(stepName, site.StepNames)}");
        if (dot < 0) return new TagProblem($"'{name}' is no variable; say what of the {What}: {string.Join(", ", All)}");
        return WhenRead(step, name[(dot + 1)..]) ?? CheckField(step, name[(dot + 1)..]);
    }

    private TagProblem? WhenRead(StepSite step, string field)
    {
        if (reader is null || (afterIt && step == reader)) return null;
        if (site.Template.Dag is not null) return WhenReadByTask(step, reader, field);
        if (step.Group < reader.Group) return null;
        var why = step == reader ? "it is this step itself" : step.Group == reader.Group ? "it runs at the same time" : "it runs later";
        // Argo's lint has gone through the steps before this one, whatever their group.
        var isBefore = step.Group == reader.Group && step != reader && site.Steps.TakeWhile(each => each != reader).Contains(step);
        return new TagProblem($"'{step.Step.Name}' has given nothing yet: {why}; a step can read the steps of groups before its own", NotYetRun, isBefore ? Severity.Warning : Severity.Error);
    }

    /// <summary>Argo's lint asks for a dependency only where a value or a <c>from</c> begins with the tag, and for the status.</summary>
    private TagProblem? WhenReadByTask(StepSite task, StepSite reader, string field)
    {
        if (task != reader && site.Dependencies.IsBefore(task.Step.Name, reader.Step.Name)) return null;
        var why = task == reader ? "it is this task itself" : $"this task does not depend on it; add it to '{(site.Dependencies.UsesDepends ? "depends" : "dependencies")}'";
        return field == "status"
            ? new TagProblem($"'{task.Step.Name}' may not have ended: {why}", NotYetRun)
            : new TagProblem($"'{task.Step.Name}' may have given nothing yet: {why}; in Argo the task would wait for ever", NotYetRun, Severity.Warning);
    }

    private static TagProblem Confused(string name) => name.StartsWith(TaskPrefix, StringComparison.Ordinal)
        ? new TagProblem($"'{name}' is a variable of a dag; for steps it is '{Prefix}{name[TaskPrefix.Length..]}'")
        : new TagProblem($"'{name}' is a variable of steps; for a dag it is '{TaskPrefix}{name[Prefix.Length..]}'");

    private TagProblem? CheckField(StepSite step, string field)
    {
        if (Always.Contains(field)) return null;
        if (step.Called is not { } called) return null;
        return field switch
        {
            "exitCode" or "outputs.result" when called.Kind == "suspend" => new TagProblem($"{called}, which the {What} '{step.Step.Name}' runs, only waits: it has no '{field}'"),
            "exitCode" or "outputs.result" => called.HasSteps
                ? new TagProblem($"{called}, which the {What} '{step.Step.Name}' runs, has {(called.Kind == "dag" ? "tasks" : "steps")}: those have no '{field}'; give it 'outputs.parameters'")
                : null,
            "outputs.parameters" => step.IsLoop ? null : new TagProblem($"'{field}' is there only for a loop, and '{step.Step.Name}' is none; name one of its parameters"),
            "ip" => called.Template.Daemon == true ? null : new TagProblem($"'ip' is there only for a daemon, and {called}, which the {What} '{step.Step.Name}' runs, is none"),
            _ when field.StartsWith(OutputParameter, StringComparison.Ordinal) => CheckOutput(called, field[OutputParameter.Length..]),
            _ when field.StartsWith(OutputArtifact, StringComparison.Ordinal) => CheckArtifact(called, field[OutputArtifact.Length..]),
            _ => new TagProblem($"a {What} has no '{field}'{Choices(field)}"),
        };
    }

    private string Choices(string field) => context.Hint(field, All) is { Length: > 0 } hint ? hint : $"; it has {string.Join(", ", All)}";

    private TagProblem? CheckArtifact(TemplateSite called, string artifact)
    {
        var artifacts = (called.Template.Outputs.Artifacts ?? []).Select(output => output.Name).ToList();
        return artifacts.Contains(artifact) ? null : new TagProblem($"{called} has no output artifact '{artifact}'{context.Hint(artifact, artifacts)}");
    }

    private TagProblem? CheckOutput(TemplateSite called, string output)
    {
        var outputs = called.Template.Outputs.Parameters.Select(parameter => parameter.Name).ToList();
        return outputs.Contains(output) ? null : new TagProblem($"{called} has no output parameter '{output}'{context.Hint(output, outputs)}");
    }
}
