using Runbooks.Engine.Templating;

namespace Runbooks.Engine.Lint.Passes;

/// <summary>Each step has a valid name, unique in its whole template: later steps refer to it by that.</summary>
internal static class StepNames
{
    public static void Check(LintContext context)
    {
        foreach (var site in context.Templates)
        {
            foreach (var step in site.Steps) CheckName(context, step);
            NameRules.CheckUnique(context, site.Steps.Select(step => (step.Step.Name, step.Path)), site.Template.Dag is null ? "step" : "task");
            CheckEmpty(context, site);
        }
    }

    private static void CheckName(LintContext context, StepSite step)
    {
        var name = step.Step.Name;
        if (name.Length == 0)
            context.Error(step.Path, $"the {step.What} needs a 'name'", "missing-name");
        else if (step.Group < 0 && TextTemplate.MayHaveTags(name))
            context.Error($"{step.Path}.name", "a task's name can't have tags: other tasks depend on it by its name", "invalid-name");
        else if (TextTemplate.Parse(name).Tags.FirstOrDefault(tag => !IsKnownBefore(tag)) is { } late)
            context.Error($"{step.Path}.name", $"a step's name can't have {late}: only inputs and the workflow's own variables are known before it", "invalid-name");
        else if (NameRules.Complaint(WithoutTags(name)) is { } complaint)
            context.Error($"{step.Path}.name", complaint.Replace($"'{WithoutTags(name)}'", $"'{name}'", StringComparison.Ordinal), "invalid-name");
    }

    private static bool IsKnownBefore(Tag tag) => tag.Name.StartsWith("inputs.", StringComparison.Ordinal) || tag.Name.StartsWith("workflow.", StringComparison.Ordinal);

    /// <summary>What a name would be if its tags gave a letter each.</summary>
    private static string WithoutTags(string name) => TextTemplate.Parse(name) is { HasTags: true } text ? text.Fill(new Letter()) : name;

    private sealed class Letter : Scope
    {
        protected override string? FindHere(string name) => "x";
    }

    private static void CheckEmpty(LintContext context, TemplateSite site)
    {
        if (site.Template.Steps is not { } groups) return;
        if (groups.Count == 0) context.Warning($"{site.Path}.steps", $"{site} has no steps; it succeeds at once", "empty-steps");
        for (var i = 0; i < groups.Count; i++)
            if (groups[i].Count == 0)
                context.Warning($"{site.Path}.steps[{i}]", "the group has no steps", "empty-steps");
    }
}
