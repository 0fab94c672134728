using Runbooks.Engine.Conditions;

namespace Runbooks.Engine.Lint.Passes;

/// <summary>Each <c>when</c> is a condition.</summary>
internal static class WhenConditions
{
    public static void Check(LintContext context)
    {
        foreach (var step in context.Templates.SelectMany(site => site.Steps))
            if (step.Step.When is { Length: > 0 } when && !WhenCondition.TryParse(when, out _, out var error))
                context.Error($"{step.Path}.when", error, "invalid-condition");
    }
}
