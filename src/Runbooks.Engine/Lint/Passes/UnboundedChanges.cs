using System.Text.Json.Nodes;
using Runbooks.Engine.Templating;

namespace Runbooks.Engine.Lint.Passes;

/// <summary>A loop over a list that is known only in the run, and whose steps change things in a cloud, says how many go on at once.</summary>
internal static class UnboundedChanges
{
    public static void Check(LintContext context)
    {
        if (context.Workflow.Spec.Parallelism is not null) return;
        foreach (var step in context.Templates.Where(site => site.Template.Parallelism is null).SelectMany(site => site.Steps))
            if (IsOpen(step) && step.Called is { } called && Changing(called) is { } changing)
                context.Warning(
                    step.Path,
                    $"{changing} changes something for each item of a list that is known only in the run, all at once; set 'parallelism' on {step.Owner} or the workflow",
                    "unbounded-change");
    }

    private static bool IsOpen(StepSite step) => step.Step.WithParam is { } list && TextTemplate.MayHaveTags(list);

    /// <summary>The template that changes something, called without a bound of its own on the way; or null.</summary>
    private static TemplateSite? Changing(TemplateSite start)
    {
        var seen = new HashSet<TemplateSite> { start };
        var open = new Stack<TemplateSite>(seen);
        while (open.TryPop(out var site))
        {
            if (IsChanging(site)) return site;
            foreach (var called in site.Steps.Select(step => step.Called).OfType<TemplateSite>())
                if (seen.Add(called)) open.Push(called);
        }
        return null;
    }

    private static bool IsChanging(TemplateSite site) =>
        site.Template is { Plugin: { Count: 1 } plugin, Synchronization: null } && plugin.First() is { Value: JsonObject body } chosen
        && site.Context.Providers.FirstOrDefault(provider => provider.Name == chosen.Key)?.IsChange(body) == true;
}
