namespace Runbooks.Engine.Lint.Passes;

/// <summary><c>parallelism</c> stands where something can be held back, and lets something through; runs are kept for a while.</summary>
internal static class Limits
{
    /// <summary>As in Argo, a time below 0 is over at once: no mistake, but hardly meant.</summary>
    private static void CheckTimeToLive(LintContext context)
    {
        if (context.Workflow.Spec.TtlStrategy is not { } strategy) return;
        foreach (var (field, seconds) in new[] { ("secondsAfterCompletion", strategy.SecondsAfterCompletion), ("secondsAfterSuccess", strategy.SecondsAfterSuccess), ("secondsAfterFailure", strategy.SecondsAfterFailure) })
            if (seconds < 0) context.Warning($"{context.SpecPath}.ttlStrategy.{field}", $"'{field}' is below 0: the run is deleted as soon as it has ended", "invalid-ttl");
    }

    public static void Check(LintContext context)
    {
        if (context.Workflow.Spec.Parallelism < 1)
            context.Error($"{context.SpecPath}.parallelism", "'parallelism' must be at least 1, or no step could ever start", "invalid-parallelism");
        CheckTimeToLive(context);
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
