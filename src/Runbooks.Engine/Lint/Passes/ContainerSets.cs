using System.Text.Json.Nodes;
using Runbooks.Engine.Argo;

namespace Runbooks.Engine.Lint.Passes;

/// <summary>The containers of a <c>containerSet</c> have names of their own and wait for each other in no circle.</summary>
internal static class ContainerSets
{
    public static void Check(LintContext context)
    {
        foreach (var site in context.Templates)
            if (site.Template.ContainerSet is { } set)
                CheckSet(context, site, set, $"{site.Path}.containerSet");
    }

    private static void CheckSet(LintContext context, TemplateSite site, ContainerSet set, string path)
    {
        var containers = set.Containers.OfType<JsonObject>().Select((container, i) => (Name: container["name"]?.ToString() ?? "", At: $"{path}.containers[{i}]", Body: container)).ToList();
        if (containers.Count == 0) context.Error(path, "the set needs at least one container under 'containers'", "empty-set");
        NameRules.CheckUnique(context, containers.Select(container => (container.Name, container.At)), "container");
        var before = containers.DistinctBy(container => container.Name).ToDictionary(container => container.Name, container => Dependencies(container.Body), StringComparer.Ordinal);
        foreach (var (name, at, body) in containers)
        {
            if (name is "wait" or "supervisor" || name.StartsWith("runbooks-", StringComparison.Ordinal))
                context.Error($"{at}.name", $"'{name}' is the name of a container that is put into Pods; take another", "reserved-name");
            if (string.IsNullOrEmpty(body["image"]?.ToString())) context.Error(at, "the container needs an 'image'", "missing-image");
            foreach (var unknown in Dependencies(body).Where(dependency => !before.ContainsKey(dependency)))
                context.Error($"{at}.dependencies", $"the set has no container '{unknown}'{context.Hint(unknown, before.Keys)}", "undefined-container");
        }
        if (Circle(before) is { } circle) context.Error($"{path}.containers", $"containers wait for each other in a circle: {circle}", "dependency-cycle");
        if (site.Template is { Inputs.Artifacts.Count: > 0 } or { Outputs.Parameters.Count: > 0 } or { Outputs.Artifacts.Count: > 0 } && !before.ContainsKey("main") && containers.Count > 0)
            context.Error($"{path}.containers", "inputs and outputs are those of a container called 'main', and there is none", "missing-main");
    }

    private static List<string> Dependencies(JsonObject container) => [.. (container["dependencies"] as JsonArray ?? []).Select(name => name?.ToString() ?? "")];

    /// <summary>Takes away, again and again, what waits for nothing that is left; what remains goes round in a circle.</summary>
    private static string? Circle(Dictionary<string, List<string>> before)
    {
        var left = before.Keys.ToHashSet(StringComparer.Ordinal);
        while (left.RemoveWhere(name => !before[name].Exists(left.Contains)) > 0) { }
        return left.Count == 0 ? null : string.Join(", ", left);
    }
}
