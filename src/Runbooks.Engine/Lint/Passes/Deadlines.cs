using System.Globalization;
using Runbooks.Engine.Argo;
using Runbooks.Waiting;

namespace Runbooks.Engine.Lint.Passes;

/// <summary>Bounds on the time of a run and of its steps stand where they are kept, and are lengths of time.</summary>
internal static class Deadlines
{
    private static readonly string[] Shutdowns = ["Stop", "Terminate"];

    public static void Check(LintContext context)
    {
        var spec = context.Workflow.Spec;
        if (spec.ActiveDeadlineSeconds <= 0) context.Warning("spec.activeDeadlineSeconds", "a deadline below 1 is over before the first step begins", "invalid-deadline");
        if (spec.Shutdown is { Length: > 0 } shutdown) CheckShutdown(context, shutdown);
        foreach (var site in context.Templates) CheckTemplate(context, site);
    }

    private static void CheckShutdown(LintContext context, string shutdown)
    {
        var message = Shutdowns.Contains(shutdown)
            ? "a run of this document is ended before it begins"
            : $"there is no shutdown '{shutdown}': it is Stop or Terminate";
        context.Warning("spec.shutdown", message, "shutdown");
    }

    private static void CheckTemplate(LintContext context, TemplateSite site)
    {
        var template = site.Template;
        if (template.ActiveDeadlineSeconds is { } deadline)
        {
            if (OnlyForLeaves(context, site, "activeDeadlineSeconds", isBroken: site.HasSteps)) CheckSeconds(context, site, deadline);
        }
        if (template.Timeout is { Length: > 0 } timeout && OnlyForLeaves(context, site, "timeout", isBroken: !IsLeaf(site))) CheckDuration(context, timeout, $"{site.Path}.timeout");
        if (template.PendingTimeout is { Length: > 0 } pending && OnlyForLeaves(context, site, "pendingTimeout", isBroken: !IsLeaf(site))) CheckDuration(context, pending, $"{site.Path}.pendingTimeout");
        if (template.FailFast == true && !site.HasSteps) context.Warning($"{site.Path}.failFast", "'failFast' says nothing in a template without steps or a dag", "without-effect");
    }

    private static bool IsLeaf(TemplateSite site) => !site.HasSteps && site.Kind != "suspend";

    private static bool OnlyForLeaves(LintContext context, TemplateSite site, string field, bool isBroken)
    {
        if (isBroken) context.Error($"{site.Path}.{field}", $"'{field}' is not for templates with '{site.Kind}': set it on the templates that they call, or 'activeDeadlineSeconds' in the spec for the whole run", "invalid-deadline");
        return !isBroken;
    }

    private static void CheckSeconds(LintContext context, TemplateSite site, AnyString deadline)
    {
        if (HasTags(deadline.Text) || (long.TryParse(deadline.Text, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds) && seconds > 0)) return;
        context.Error($"{site.Path}.activeDeadlineSeconds", $"'{deadline}' is no number of seconds of at least 1", "invalid-deadline");
    }

    private static void CheckDuration(LintContext context, string text, string path)
    {
        if (HasTags(text)) return;
        if (int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var seconds) && path.EndsWith(".timeout", StringComparison.Ordinal))
            context.Error(path, $"'{text}' needs a unit: '{seconds}s', '{seconds}m'", "invalid-duration");
        else if (Duration.Parse(text) is null)
            context.Error(path, $"'{text}' is no length of time; write it as in '90s', '5m' or '1h30m'", "invalid-duration");
    }

    private static bool HasTags(string text) => text.Contains("{{", StringComparison.Ordinal);
}
