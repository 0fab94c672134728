using System.Text.RegularExpressions;
using Runbooks.Engine.Conditions;
using Runbooks.Engine.Expressions.Checking;
using Runbooks.Engine.Templating;
using Runbooks.Schemas;

namespace Runbooks.Engine.Lint.Passes;

/// <summary>Each <c>when</c> is a condition.</summary>
internal static partial class WhenConditions
{
    private const string Argument = "workflow.parameters.";

    private static readonly string[] Roots = ["workflow", "inputs", "outputs", "steps", "tasks", "item", "pod", "node"];

    public static void Check(LintContext context)
    {
        foreach (var step in context.Templates.SelectMany(site => site.Steps))
            if (step.Step.When is { Length: > 0 } when && !WhenCondition.TryParse(when, wordsAreTexts: true, out _, out var error))
                context.WithinField($"{step.Path}.when", error.Offset, error.Message, "invalid-condition");
            else if (step.Step.When is { Length: > 0 } text)
                CheckLists(context, step, text);
    }

    private static void CheckLists(LintContext context, StepSite step, string when)
    {
        if (Pasted().Match(when) is { Success: true } pasted)
            Warn(pasted, "what this tag gives is one member of the list, whatever commas are in it (Argo pastes it as text); ask within an expression: {{= x in list}}");
        foreach (Match asked in Asked().Matches(when))
            if (TextTemplate.Parse(asked.Groups["tag"].Value).SingleTag is { } tag && IsList(context, step, tag))
                Warn(asked, "this tag gives a list, which is one text here and no member of the list after 'in'; ask within an expression: {{= any(list, # in ['a', 'b'])}}");

        void Warn(Match match, string message) => context.WithinField($"{step.Path}.when", match.Groups["tag"].Index, message, "list-in-condition", Severity.Warning);
    }

    /// <summary>What the tag gives is surely a list: by the expression's form, as the outputs of a loop, or as it is written among the arguments.</summary>
    private static bool IsList(LintContext context, StepSite step, Tag tag) =>
        tag.Expression is { } tagged ? tagged.Expression is { } expression && expression.Check(Roots, _ => null).Result.Is(StaticKinds.Array)
        : tag.Name.Split('.') is [("steps" or "tasks"), var name, "outputs", "result" or "parameters", ..] ? step.Owner.Find(name) is { IsLoop: true }
        : tag.Name.StartsWith(Argument, StringComparison.Ordinal) && context.Arguments.FirstOrDefault(argument => argument.Name == tag.Name[Argument.Length..])?.Value?.Text.TrimStart() is ['[', ..];

    /// <summary>A tag that is asked for whether it is <c>in (…)</c>.</summary>
    [GeneratedRegex(@"(?<tag>\{\{[^{}]*\}\})['""]?\s+in\s*\(", RegexOptions.CultureInvariant)]
    private static partial Regex Asked();

    /// <summary>A tag that is all there is between the parentheses of <c>in (…)</c>.</summary>
    [GeneratedRegex(@"\bin\s*\(\s*(?<tag>\{\{[^{}]*\}\})\s*\)", RegexOptions.CultureInvariant)]
    private static partial Regex Pasted();
}
