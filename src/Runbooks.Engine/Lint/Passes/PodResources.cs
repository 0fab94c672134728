using System.Text.Json.Nodes;
using Runbooks.Schemas;

namespace Runbooks.Engine.Lint.Passes;

/// <summary>What is said of a Pod as a whole stands where there is one, and is what Kubernetes allows there.</summary>
internal static class PodResources
{
    private static readonly string[] GarbageStrategies = ["OnPodCompletion", "OnPodSuccess", "OnWorkflowCompletion", "OnWorkflowSuccess"];

    private static readonly string[] Operators = ["In", "NotIn", "Exists", "DoesNotExist"];

    public static void Check(LintContext context)
    {
        CheckResources(context, context.Workflow.Spec.PodResources, $"{context.SpecPath}.podResources");
        if (context.Workflow.Spec.PodGC?.Strategy is { Length: > 0 } strategy && !GarbageStrategies.Contains(strategy))
            context.Error($"{context.SpecPath}.podGC.strategy", $"there is no strategy '{strategy}'{context.Hint(strategy, GarbageStrategies)}; there are {string.Join(", ", GarbageStrategies)}", "invalid-pod-gc");
        CheckSelector(context, context.Workflow.Spec.PodGC?.LabelSelector?["matchExpressions"] as JsonArray ?? []);
        foreach (var site in context.Templates) CheckTemplate(context, site);
    }

    private static void CheckSelector(LintContext context, JsonArray requirements)
    {
        for (var i = 0; i < requirements.Count; i++)
        {
            if (requirements[i] is not JsonObject requirement) continue;
            var (name, values) = (requirement["operator"]?.ToString() ?? "", (requirement["values"] as JsonArray)?.Count ?? 0);
            var path = $"{context.SpecPath}.podGC.labelSelector.matchExpressions[{i}]";
            if (!Operators.Contains(name))
                context.Error($"{path}.operator", $"there is no operator '{name}'{context.Hint(name, Operators)}; there are {string.Join(", ", Operators)}", "invalid-pod-gc");
            else if (name is "In" or "NotIn" != values > 0)
                context.Error(path, name is "In" or "NotIn" ? $"'{name}' needs 'values'" : $"'{name}' takes no 'values'", "invalid-pod-gc");
        }
    }

    private static void CheckTemplate(LintContext context, TemplateSite site)
    {
        if (site.Template.PodResources is { } resources)
        {
            if (site.Kind is "http" or "plugin") context.Error($"{site.Path}.podResources", $"{site} has no Pod of its own to give resources to", "no-pod");
            CheckResources(context, resources, $"{site.Path}.podResources");
        }
        if (site.Template.ResourceClaims is { Count: > 0 } && site.Kind is "steps" or "dag" or "suspend" or "http" or "plugin")
            context.Error($"{site.Path}.resourceClaims", $"{site} has no Pod of its own to claim anything for", "no-pod");
    }

    private static void CheckResources(LintContext context, JsonObject? resources, string path)
    {
        if (resources?["claims"] is JsonArray { Count: > 0 }) context.Error($"{path}.claims", "a Pod as a whole can't have claims here; a container can", "invalid-resource");
        foreach (var list in new[] { "limits", "requests" })
            foreach (var (name, _) in resources?[list] as JsonObject ?? [])
                if (name is not ("cpu" or "memory") && !name.StartsWith("hugepages-", StringComparison.Ordinal))
                    context.Error(JsonPath.Field($"{path}.{list}", name), $"'{name}' can't be given to a Pod as a whole: only cpu, memory and hugepages-* can", "invalid-resource");
    }
}
