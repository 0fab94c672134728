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
        else if (TextTemplate.Parse(name).HasTags)
            context.Error($"{step.Path}.name", $"tags in a {step.What}'s name are not supported yet", "unsupported-tag");
        else if (NameRules.Complaint(name) is { } complaint)
            context.Error($"{step.Path}.name", complaint, "invalid-name");
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
