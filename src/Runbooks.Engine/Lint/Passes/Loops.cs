using System.Globalization;
using Runbooks.Engine.Argo;

namespace Runbooks.Engine.Lint.Passes;

/// <summary>A step loops over one list, a list written out has something in it, and a sequence has an end.</summary>
internal static class Loops
{
    public static void Check(LintContext context)
    {
        foreach (var step in context.Templates.SelectMany(site => site.Steps))
        {
            if (Lists(step.Step).ToList() is [var first, var second, ..])
                context.Error($"{step.Path}.{second}", $"a {step.What} can have '{first}' or '{second}', not both", "two-loops");
            if (step.Step.WithItems is { Count: 0 })
                context.Warning($"{step.Path}.withItems", "an empty 'withItems' is no loop: the step runs once, with '{{item}}' unfilled", "empty-loop");
            if (step.Step.WithSequence is { } sequence) CheckSequence(context, sequence, $"{step.Path}.withSequence");
        }
    }

    private static IEnumerable<string> Lists(Call step)
    {
        if (step.WithItems is { Count: > 0 }) yield return "withItems";
        if (step.WithParam is { Length: > 0 }) yield return "withParam";
        if (step.WithSequence is not null) yield return "withSequence";
    }

    private static void CheckSequence(LintContext context, Sequence sequence, string path)
    {
        if (sequence is { Count: not null, End: not null }) context.Error(path, "'withSequence' can have 'count' or 'end', not both", "invalid-sequence");
        else if (sequence is { Count: null, End: null }) context.Error(path, "'withSequence' needs 'count' or 'end'", "invalid-sequence");
        foreach (var (field, value) in new[] { ("start", sequence.Start), ("end", sequence.End), ("count", sequence.Count) })
            if (value is not null && !MayBeNumber(value.Text))
                context.Error($"{path}.{field}", $"'{value}' is not a whole number", "invalid-sequence");
        if (sequence.Format is { Length: > 0 } format && !format.Contains("{{", StringComparison.Ordinal) && GoPrintf.Format(format, 5) is var sample && sample.Contains("%!", StringComparison.Ordinal))
            context.Warning($"{path}.format", $"the number 5 is printed as '{sample}'; a format has one verb for a number, such as '%d', '%03d' or '%x'", "invalid-format");
    }

    private static bool MayBeNumber(string text) =>
        text.Contains("{{", StringComparison.Ordinal) || int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out _);
}
