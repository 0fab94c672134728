using System.Globalization;
using Runbooks.Engine.Argo;
using Runbooks.Waiting;

namespace Runbooks.Engine.Lint.Passes;

/// <summary>Retry strategies have numbers and lengths of time where they belong.</summary>
internal static class Retries
{
    // Argo looks at none of this before something has failed, so a run may well succeed; a bad length of time would cost the attempt just when it is needed.
    public static void Check(LintContext context)
    {
        CheckStrategy(context, context.Workflow.Spec.RetryStrategy, $"{context.SpecPath}.retryStrategy");
        foreach (var site in context.Templates) CheckStrategy(context, site.Template.RetryStrategy, $"{site.Path}.retryStrategy");
    }

    private static void CheckStrategy(LintContext context, RetryStrategy? strategy, string path)
    {
        if (strategy is null) return;
        CheckWhole(context, strategy.Limit, $"{path}.limit");
        if (strategy.Limit?.Text is ['-', .. var below] && int.TryParse(below, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number > 0)
            context.Error($"{path}.limit", $"'{strategy.Limit}' can't be a limit: it is at least 0", "invalid-retry");
        if (strategy.Backoff is { } backoff) CheckBackoff(context, strategy, backoff, $"{path}.backoff");
    }

    private static void CheckBackoff(LintContext context, RetryStrategy strategy, Backoff backoff, string path)
    {
        if (backoff.Duration is null or "") context.Warning(path, "'backoff' needs 'duration': how long to wait before the second attempt", "invalid-retry");
        else if (strategy.Limit is null) context.Warning(path, "without a 'limit' there is no waiting between attempts, only 'maxDuration' counts", "backoff-without-limit");
        CheckWhole(context, backoff.Factor, $"{path}.factor");
        foreach (var (field, text) in new[] { ("duration", backoff.Duration), ("maxDuration", backoff.MaxDuration), ("cap", backoff.Cap) })
            if (text is { Length: > 0 } && !HasTags(text) && Duration.Parse(text) is null)
                context.Error($"{path}.{field}", $"'{text}' is no length of time; write it as in '90s', '5m' or '1h30m', or as a number of seconds", "invalid-duration");
    }

    private static void CheckWhole(LintContext context, AnyString? value, string path)
    {
        if (value is not null && !HasTags(value.Text) && !int.TryParse(value.Text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out _))
            context.Warning(path, $"'{value}' is not a whole number", "invalid-retry");
    }

    private static bool HasTags(string text) => text.Contains("{{", StringComparison.Ordinal);
}
