namespace Runbooks.Engine.Lint.Passes;

/// <summary><c>parallelism</c> stands where something can be held back, and lets something through.</summary>
internal static class Limits
{
    public static void Check(LintContext context)
    {
        if (context.Workflow.Spec.Parallelism < 1)
            context.Error($"{context.SpecPath}.parallelism", "'parallelism' must be at least 1, or no step could ever start", "invalid-parallelism");
        foreach (var site in context.Templates)
        {
            if (site.Template.Parallelism is not { } limit) continue;
            if (!site.HasSteps)
                context.Error($"{site.Path}.parallelism", "'parallelism' is only for templates with steps or a dag", "invalid-parallelism");
            else if (limit < 1)
                context.Warning($"{site.Path}.parallelism", "a 'parallelism' below 1 limits nothing", "invalid-parallelism");
        }
    }
}
