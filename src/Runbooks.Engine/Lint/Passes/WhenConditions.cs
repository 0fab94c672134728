using Runbooks.Engine.Conditions;

namespace Runbooks.Engine.Lint.Passes;

/// <summary>Each <c>when</c> is a condition.</summary>
internal static class WhenConditions
{
    public static void Check(LintContext context)
    {
        foreach (var step in context.Templates.SelectMany(site => site.Steps))
            if (step.Step.When is { Length: > 0 } when && !WhenCondition.TryParse(when, wordsAreTexts: true, out _, out var error))
                context.WithinField($"{step.Path}.when", error.Offset, error.Message, "invalid-condition");
    }
}
