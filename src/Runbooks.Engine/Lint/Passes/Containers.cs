using System.Text.Json;
using System.Text.Json.Nodes;
using Runbooks.Engine.Templating;
using Runbooks.Engine.Yaml;

namespace Runbooks.Engine.Lint.Passes;

/// <summary>Containers and scripts have what a Pod can't do without.</summary>
internal static class Containers
{
    private const string Main = "main";

    public static void Check(LintContext context)
    {
        CheckPatch(context, context.SpecPath, context.Workflow.Spec.PodSpecPatch);
        foreach (var site in context.Templates)
        {
            CheckPatch(context, site.Path, site.Template.PodSpecPatch);
            CheckNames(context, site);
            if (site.Template.Container is { } container) CheckContainer(context, site, container, "container");
            if (site.Template.Script is not { } script) continue;
            CheckContainer(context, site, script, "script");
            if ((script["source"] ?? context.Workflow.Spec.TemplateDefaults?.Script?["source"]) is null) context.Warning($"{site.Path}.script", "the script has no 'source': it is carried out as a container, its 'command' with its 'args'", "missing-source");
        }
    }

    private static void CheckContainer(LintContext context, TemplateSite site, JsonObject container, string kind)
    {
        var path = $"{site.Path}.{kind}";
        var defaults = kind == "container" ? context.Workflow.Spec.TemplateDefaults?.Container : context.Workflow.Spec.TemplateDefaults?.Script;
        if (Text(container["image"] ?? defaults?["image"]) is null or "") context.Error(path, $"the {kind} needs an 'image'", "missing-image");
        CheckMounts(context, container, path);
    }

    /// <summary>A patch with tags may become anything.</summary>
    private static void CheckPatch(LintContext context, string path, string? patch)
    {
        if (string.IsNullOrWhiteSpace(patch) || TextTemplate.MayHaveTags(patch)) return;
        var read = YamlReader.Read(patch);
        if (read.Mistakes is [var mistake, ..])
            context.Error($"{path}.podSpecPatch", $"the patch is no YAML: line {mistake.At.Line}: {mistake.Message}", "invalid-patch");
        else if (read.Documents is not [{ Root: YamlMapping }])
            context.Error($"{path}.podSpecPatch", "the patch must be a map with fields of a Pod's spec, such as 'containers'", "invalid-patch");
    }

    private static void CheckNames(LintContext context, TemplateSite site)
    {
        var taken = new HashSet<string>(StringComparer.Ordinal) { Main };
        foreach (var (list, containers) in new[] { ("initContainers", site.Template.InitContainers), ("sidecars", site.Template.Sidecars) })
            for (var i = 0; i < (containers?.Count ?? 0); i++)
                CheckName(context, $"{site.Path}.{list}[{i}]", Text((containers![i] as JsonObject)?["name"]), taken);
    }

    private static void CheckName(LintContext context, string path, string? name, HashSet<string> taken)
    {
        if (name is null or "") return;
        if (name is "wait" or "supervisor" || name.StartsWith("runbooks-", StringComparison.Ordinal))
            context.Error($"{path}.name", $"'{name}' is the name of a container that is put into Pods; take another", "reserved-name");
        else if (!TextTemplate.MayHaveTags(name) && !taken.Add(name))
            context.Error($"{path}.name", $"there is a container '{name}' in this Pod already{(name == Main ? ": the template's own" : "")}", "duplicate-name");
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
