using Runbooks.Waiting;

namespace Runbooks.Engine.Lint.Passes;

/// <summary>What suspends a run says for how long.</summary>
internal static class Suspensions
{
    public static void Check(LintContext context)
    {
        foreach (var site in context.Templates)
        {
            if (site.Template.Suspend is not { } suspend) continue;
            if (suspend.Duration is { Length: > 0 } && !suspend.Duration.Contains("{{", StringComparison.Ordinal) && Duration.Parse(suspend.Duration) is null)
                context.Error($"{site.Path}.suspend.duration", $"'{suspend.Duration}' is no length of time; write it as in '90s', '5m' or '1h30m', or as a number of seconds", "invalid-duration");
        }
    }
}
