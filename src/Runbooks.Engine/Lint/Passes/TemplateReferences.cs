using Runbooks.Engine.Templating;

namespace Runbooks.Engine.Lint.Passes;

/// <summary>Each step calls a template that is there.</summary>
internal static class TemplateReferences
{
    public static void Check(LintContext context)
    {
        foreach (var step in context.Templates.SelectMany(site => site.Steps)) CheckStep(context, step);
    }

    private static void CheckStep(LintContext context, StepSite step)
    {
        var name = step.Step.Template;
        if (string.IsNullOrEmpty(name))
            context.Error(step.Path, $"the {step.What} '{step.Step.Name}' needs 'template': the name of the template it runs", "missing-template");
        else if (TextTemplate.Parse(name).HasTags)
            context.Error($"{step.Path}.template", $"a {step.What}'s 'template' can't hold tags; choose between {step.What}s with 'when'", "undefined-template");
        else if (context.Find(name) is null)
            context.Error($"{step.Path}.template", $"there is no template '{name}'{context.Hint(name, context.TemplateNames)}", "undefined-template");
    }
}
