namespace Runbooks.Engine.Lint.Passes;

/// <summary>A step loops over one list, and a list written out has something in it.</summary>
internal static class Loops
{
    public static void Check(LintContext context)
    {
        foreach (var step in context.Templates.SelectMany(site => site.Steps))
        {
            if (step.Step is { WithItems.Count: > 0, WithParam.Length: > 0 })
                context.Error($"{step.Path}.withParam", $"a {step.What} can have 'withItems' or 'withParam', not both", "two-loops");
            if (step.Step.WithItems is { Count: 0 })
                context.Warning($"{step.Path}.withItems", "an empty 'withItems' is no loop: the step runs once, with '{{item}}' unfilled", "empty-loop");
        }
    }
}
