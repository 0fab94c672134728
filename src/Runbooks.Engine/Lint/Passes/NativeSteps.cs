using System.Text.Json.Nodes;
using Runbooks.Engine.Yaml;
using Runbooks.Schemas;

namespace Runbooks.Engine.Lint.Passes;

/// <summary>A <c>plugin</c> names one provider, and the provider finds nothing wrong with what stands under its name.</summary>
internal static class NativeSteps
{
    public static void Check(LintContext context)
    {
        foreach (var site in context.Templates)
            if (site.Template.Plugin is { } plugin)
                CheckPlugin(context, plugin, $"{site.Path}.plugin");
    }

    /// <summary>A provider sees what YAML makes of a value; its author wrote something else.</summary>
    private static string MessageOf(LintContext context, Problem problem) =>
        problem.Message.StartsWith("expected text, got", StringComparison.Ordinal) && context.Document.Find(problem.Path) is YamlScalar { Value: not (null or string) } scalar
            ? UnquotedTexts.Refusal(scalar)
            : problem.Message;

    private static void CheckPlugin(LintContext context, JsonObject plugin, string path)
    {
        if (plugin.Count != 1)
        {
            var known = string.Join(", ", context.Providers.Select(provider => provider.Name));
            context.Error(path, $"'plugin' needs exactly one key, the provider's name ({known}); it has {plugin.Count}", "plugin-keys");
            return;
        }
        var (name, body) = plugin.First();
        if (context.Providers.FirstOrDefault(provider => provider.Name == name) is not { } chosen) return;
        if (body is not JsonObject fields)
            context.Error($"{path}.{name}", $"'{name}' needs an object: what to do and where", "wrong-type");
        else
            foreach (var problem in chosen.Check(fields).Select(problem => problem.Under($"{path}.{name}")))
                context.Report(problem.Path, context.Document.PositionOf(problem.Path), MessageOf(context, problem), problem.Rule, problem.Severity);
    }
}
