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
            var path = $"{site.Path}.suspend";
            if (suspend.Duration is null or "")
                context.Error(path, "'suspend' without a 'duration' waits to be resumed by hand, which is not supported yet", "unsupported-field");
            else if (!suspend.Duration.Contains("{{", StringComparison.Ordinal) && Duration.Parse(suspend.Duration) is null)
                context.Error($"{path}.duration", $"'{suspend.Duration}' is no length of time; write it as in '90s', '5m' or '1h30m', or as a number of seconds", "invalid-duration");
        }
    }
}
