using System.Text.Json;
using System.Text.Json.Nodes;
using Runbooks.Engine.Argo;
using Runbooks.Engine.Merging;
using Runbooks.Engine.Status;

namespace Runbooks.Engine.Compilation;

/// <summary>A workflow's <c>templateDefaults</c>: what they say and a template doesn't goes for the template, but what it does stays its own.</summary>
internal static class TemplateDefaults
{
    private static readonly string[] Kinds = ["container", "containerSet", "steps", "dag", "script", "resource", "data", "suspend", "http", "plugin"];

    public static Template Into(Template template, Template? defaults)
    {
        if (defaults is null) return template;
        var own = Json(template);
        var applicable = Json(defaults);
        foreach (var kind in Kinds.Where(kind => !own.ContainsKey(kind))) applicable.Remove(kind);
        return StrategicMerge.OfWorkflows.Merge(applicable, own).Deserialize<Template>(ArgoJson.Options)! with { Steps = template.Steps };
    }

    private static JsonObject Json(Template template) => JsonSerializer.SerializeToNode(template, SpecJson.Options)!.AsObject();
}
