using System.Text.Json;
using System.Text.Json.Nodes;

namespace Runbooks.Engine.Lint.Passes;

/// <summary>Containers and scripts have what a Pod can't do without.</summary>
internal static class Containers
{
    public static void Check(LintContext context)
    {
        foreach (var site in context.Templates)
        {
            if (site.Template.Container is { } container) CheckContainer(context, site, container, "container");
            if (site.Template.Script is not { } script) continue;
            CheckContainer(context, site, script, "script");
            if (script["source"] is null) context.Error($"{site.Path}.script", "the script needs 'source': its text", "missing-source");
        }
    }

    private static void CheckContainer(LintContext context, TemplateSite site, JsonObject container, string kind)
    {
        var path = $"{site.Path}.{kind}";
        var defaults = kind == "container" ? context.Workflow.Spec.TemplateDefaults?.Container : context.Workflow.Spec.TemplateDefaults?.Script;
        if (Text(container["image"] ?? defaults?["image"]) is null or "") context.Error(path, $"the {kind} needs an 'image'", "missing-image");
        CheckMounts(context, container, path);
    }

    private static void CheckMounts(LintContext context, JsonObject container, string path)
    {
        if (container["volumeMounts"] is not JsonArray mounts) return;
        var first = new Dictionary<string, int>(StringComparer.Ordinal);
        for (var i = 0; i < mounts.Count; i++)
            if (mounts[i] is JsonObject mount && Text(mount["mountPath"]) is { } at && !first.TryAdd(at, i))
                context.Error($"{path}.volumeMounts[{i}].mountPath", $"'{at}' is taken by volumeMounts[{first[at]}] already", "duplicate-mount");
    }

    private static string? Text(JsonNode? value) => value?.GetValueKind() == JsonValueKind.String ? value.GetValue<string>() : null;
}
