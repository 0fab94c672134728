using System.Text.Json.Nodes;
using Runbooks.Engine.Argo;

namespace Runbooks.Engine.Lint.Passes;

/// <summary>The containers of a set have names of their own and wait for containers that are there, and not for each other.</summary>
internal static class ContainerSets
{
    private const string Main = "main";

    public static void Check(LintContext context)
    {
        foreach (var site in context.Templates)
            if (site.Template.ContainerSet is { } set) Check(context, site, set, $"{site.Path}.containerSet");
    }

    private static void Check(LintContext context, TemplateSite site, ContainerSet set, string path)
    {
        var containers = set.Containers.OfType<JsonObject>().ToList();
        var names = containers.Select(container => Text(container["name"])).ToList();
        if (containers.Count == 0) context.Error($"{path}.containers", "the set needs a container", "missing-container");
        foreach (var (i, container) in containers.Index())
        {
            var at = $"{path}.containers[{i}]";
            if (names[i].Length == 0) context.Error(at, "the container needs a 'name'", "missing-name");
            else if (names[i].StartsWith("runbooks-", StringComparison.Ordinal) || names[i] is "init" or "wait" or "supervisor")
                context.Error($"{at}.name", $"'{names[i]}' is the name of a container that is put into Pods; take another", "reserved-name");
            foreach (var (d, dependency) in Dependencies(container).Index())
                if (!names.Contains(dependency))
                    context.Error($"{at}.dependencies[{d}]", $"the set has no container '{dependency}'{context.Hint(dependency, names)}", "unknown-dependency");
        }
        NameRules.CheckUnique(context, names.Select((name, i) => (name, $"{path}.containers[{i}]")), "container");
        if (Circle(containers) is { } circle) context.Error($"{path}.containers", $"the containers wait for each other: {circle}", "dependency-cycle");
        if (!names.Contains(Main) && NeedsMain(site.Template) is { } what)
            context.Error($"{path}.containers", $"{site} has {what}: it needs a container called '{Main}' to take or give them", "missing-main");
    }

    private static string? NeedsMain(Template template) =>
        template.Inputs.Artifacts is { Count: > 0 } ? "input artifacts" : template.Outputs.Parameters.Count > 0 || template.Outputs.Artifacts is { Count: > 0 } ? "outputs" : null;

    /// <summary>Takes away, again and again, what waits for nothing that is left.</summary>
    private static string? Circle(List<JsonObject> containers)
    {
        var left = containers.DistinctBy(container => Text(container["name"])).ToDictionary(container => Text(container["name"]), container => Dependencies(container).ToList());
        while (left.Where(each => !each.Value.Exists(left.ContainsKey)).Select(each => each.Key).ToList() is { Count: > 0 } free)
            foreach (var name in free) left.Remove(name);
        return left.Count == 0 ? null : string.Join(", ", left.Keys);
    }

    private static IEnumerable<string> Dependencies(JsonObject container) => (container["dependencies"] as JsonArray ?? []).Select(Text);

    private static string Text(JsonNode? value) => value is JsonValue text && text.TryGetValue<string>(out var written) ? written : "";
}
