using System.Text.Json.Nodes;
using Runbooks.Engine.Argo;
using Runbooks.Engine.Compilation;

namespace Runbooks.Engine.Lint.Passes;

/// <summary>A call whose outcome may be unknown for good is not tried again by any retry strategy: who wants that has to say so.</summary>
internal static class UnknownOutcomes
{
    public static void Check(LintContext context)
    {
        foreach (var site in context.Templates)
            if (StrategyOf(site, context) is ({ PolicyInForce: "Always" or "OnError" }, var path) && IsNeverRepeated(site))
                context.Warning(
                    path,
                    $"if it isn't known whether the call of {site} was carried out, it is not tried again, since it might be done twice; if that does no harm, give the template the annotation 'runbooks.dev/retry-unknown-outcome: \"true\"'",
                    "unknown-outcome");
    }

    private static (RetryStrategy? Strategy, string Path) StrategyOf(TemplateSite site, LintContext context) =>
        site.Template.RetryStrategy is { } own ? (own, $"{site.Path}.retryStrategy") : (context.Workflow.Spec.RetryStrategy, $"{context.SpecPath}.retryStrategy");

    private static bool IsNeverRepeated(TemplateSite site) =>
        site.Template.Plugin is { Count: 1 } plugin && plugin.First() is { Value: JsonObject body } chosen && !CompiledTemplate.SaysRetryUnknownOutcome(site.Template)
        && site.Context.Providers.FirstOrDefault(provider => provider.Name == chosen.Key) is { } provider && provider.IsChange(body) && !provider.IsRepeatable(body);
}
