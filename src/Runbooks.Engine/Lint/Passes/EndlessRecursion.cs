using Runbooks.Engine.Argo;

namespace Runbooks.Engine.Lint.Passes;

/// <summary>Templates that call each other in a circle need a condition, or a list that may be empty, on the way.</summary>
internal static class EndlessRecursion
{
    public static void Check(LintContext context)
    {
        var calls = context.Reach.Templates.ToDictionary(site => site, Unconditional);
        RemoveThoseThatEnd(calls);
        var seen = new HashSet<TemplateSite>();
        foreach (var start in calls.Keys)
            if (Circle(start, calls, seen).LastOrDefault(step => step.Owner.Context == context) is { Called: { } called } step)
                context.Warning(step.Step.Template is { Length: > 0 } ? $"{step.Path}.template" : step.Path, $"{called} runs itself again without end: no step on the way has a 'when' or a loop", "endless-recursion");
    }

    private static List<(StepSite Step, TemplateSite Called)> Unconditional(TemplateSite site) =>
    [
        .. from step in site.Steps
           where string.IsNullOrEmpty(step.Step.When) && !step.IsLoop && step.Step is not DagTask { Depends.Length: > 0 }
           let called = step.Called
           where called is not null
           select (step, called),
    ];

    /// <summary>Leaves only templates on a circle or leading to one.</summary>
    private static void RemoveThoseThatEnd(Dictionary<TemplateSite, List<(StepSite Step, TemplateSite Called)>> calls)
    {
        var callers = calls.SelectMany(each => each.Value.Select(call => (Caller: each.Key, call.Called))).ToLookup(call => call.Called, call => call.Caller);
        var open = calls.ToDictionary(each => each.Key, each => each.Value.Count);
        var ended = new Queue<TemplateSite>(open.Where(each => each.Value == 0).Select(each => each.Key));
        while (ended.TryDequeue(out var site))
        {
            calls.Remove(site);
            foreach (var caller in callers[site])
                if (--open[caller] == 0)
                    ended.Enqueue(caller);
        }
    }

    /// <summary>Follows the calls from a template to a circle not seen before, and gives the steps of that.</summary>
    private static IReadOnlyList<StepSite> Circle(TemplateSite start, Dictionary<TemplateSite, List<(StepSite Step, TemplateSite Called)>> calls, HashSet<TemplateSite> seen)
    {
        var way = new List<StepSite>();
        for (var at = start; seen.Add(at);)
        {
            var (step, called) = calls[at].First(call => calls.ContainsKey(call.Called));
            way.Add(step);
            if (way.FindIndex(each => each.Owner == called) is var first and >= 0) return way[first..];
            at = called;
        }
        return [];
    }
}
