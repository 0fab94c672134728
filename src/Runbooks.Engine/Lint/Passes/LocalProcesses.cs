using Runbooks.Engine.Compilation;
using Runbooks.Engine.Processes;

namespace Runbooks.Engine.Lint.Passes;

/// <summary>Nothing is asked for that <c>--runtime process</c> can't give. In a template for others it is a warning: nobody knows who will call it.</summary>
internal static class LocalProcesses
{
    public const string Rule = "needs-cluster";

    public static void Check(LintContext context)
    {
        foreach (var site in context.Templates)
            foreach (var (field, reason) in LimitsOf(site))
                if (context.IsTemplate) context.Warning($"{site.Path}.{field}", reason, Rule);
                else context.Error($"{site.Path}.{field}", reason, Rule);
        if (context.IsTemplate) return;
        foreach (var (site, path) in context.Reach.Foreign(context))
            foreach (var (_, reason) in LimitsOf(site))
                context.Error(path, $"{site}: {reason}", Rule);
    }

    private static IEnumerable<(string Field, string Reason)> LimitsOf(TemplateSite site) =>
        ProcessLimits.Of(TemplateDefaults.Into(site.Template, site.Context.Workflow.Spec.TemplateDefaults));
}
