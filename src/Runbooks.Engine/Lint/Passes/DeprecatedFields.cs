namespace Runbooks.Engine.Lint.Passes;

/// <summary>Fields that Argo still takes, and has a better one for.</summary>
internal static class DeprecatedFields
{
    public static void Check(LintContext context)
    {
        foreach (var step in context.Templates.SelectMany(site => site.Steps))
            if (step.Step.OnExit is { Length: > 0 } handler)
                context.Warning($"{step.Path}.onExit", $"the 'onExit' of a {step.What} is deprecated; write 'hooks: {{exit: {{template: {handler}}}}}'", "deprecated-field");
    }
}
