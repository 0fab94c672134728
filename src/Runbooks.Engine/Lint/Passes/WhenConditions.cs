using System.Text.RegularExpressions;
using Runbooks.Engine.Conditions;
using Runbooks.Schemas;

namespace Runbooks.Engine.Lint.Passes;

/// <summary>Each <c>when</c> is a condition.</summary>
internal static partial class WhenConditions
{
    public static void Check(LintContext context)
    {
        foreach (var step in context.Templates.SelectMany(site => site.Steps))
            if (step.Step.When is { Length: > 0 } when && !WhenCondition.TryParse(when, wordsAreTexts: true, out _, out var error))
                context.WithinField($"{step.Path}.when", error.Offset, error.Message, "invalid-condition");
            else if (step.Step.When is { Length: > 0 } text && Pasted().Match(text) is { Success: true } pasted)
                context.WithinField($"{step.Path}.when", pasted.Groups["tag"].Index, "what this tag gives is one member of the list, whatever commas are in it (Argo pastes it as text); ask within an expression: {{= x in list}}", "list-in-condition", Severity.Warning);
    }

    /// <summary>A tag that is all there is between the parentheses of <c>in (…)</c>.</summary>
    [GeneratedRegex(@"\bin\s*\(\s*(?<tag>\{\{[^{}]*\}\})\s*\)", RegexOptions.CultureInvariant)]
    private static partial Regex Pasted();
}
