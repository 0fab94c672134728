using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Runbooks.Engine.Argo;
using Runbooks.Engine.Templating;
using Runbooks.Engine.Yaml;
using Runbooks.Schemas;

namespace Runbooks.Engine.Lint.Passes;

/// <summary>The result of a native step is JSON: one that is a single text has quotes, which are in the way where it is used as an argument or within one.</summary>
internal static partial class QuotedResults
{
    public static void Check(LintContext context)
    {
        foreach (var site in context.Templates)
            foreach (var step in site.Steps)
            {
                CheckAll(context, site, step.Step.Arguments.Parameters, $"{step.Path}.arguments.parameters", step.Called);
                foreach (var (name, hook) in step.Step.Hooks ?? new Dictionary<string, LifecycleHook>())
                    CheckAll(context, site, hook.Arguments.Parameters, $"{step.Path}.hooks.{name}.arguments.parameters", context.Find(hook.Template, hook.TemplateRef));
            }
    }

    private static void CheckAll(LintContext context, TemplateSite site, IReadOnlyList<Parameter> arguments, string path, TemplateSite? called)
    {
        for (var i = 0; i < arguments.Count; i++)
            if (arguments[i].Value?.Text is { } text && TextTemplate.MayHaveTags(text) && !IsJson(text) && !ReadsJson(called, arguments[i].Name))
                foreach (var tag in TextTemplate.Parse(text).Tags.Where(tag => Result().Match(tag.Name) is { Success: true } result && GivesText(site.Find(result.Groups["step"].Value))))
                    context.WithinField($"{path}[{i}].value", tag.Offset, $"the result of a native step is JSON, so this text keeps its quotes; write {Bare(tag.Name)}", "quoted-result", Severity.Warning);
    }

    /// <summary>In a text that is JSON itself, a text needs its quotes.</summary>
    private static bool IsJson(string text) => text.AsSpan().TrimStart() is ['[', ..] or ['{', not '{', ..];

    private static bool GivesText(StepSite? step) =>
        step is { IsLoop: false, Called: { Template.Plugin: { Count: 1 } plugin } called } && plugin.First() is { Value: JsonObject body } chosen
        && called.Context.Providers.FirstOrDefault(provider => provider.Name == chosen.Key)?.GivesText(body) == true;

    private static string Bare(string name)
    {
        var match = Result().Match(name);
        var (root, step) = (match.Groups["root"].Value, match.Groups["step"].Value);
        return $"{{{{=fromJSON({root}{(Word().IsMatch(step) ? $".{step}" : $"['{step}']")}.outputs.result)}}}}";
    }

    /// <summary>The template that gets the argument takes the quotes off itself, or looks at it as JSON.</summary>
    private static bool ReadsJson(TemplateSite? called, string input) =>
        called is not null && Texts(called.Context.Document.Find(called.Path)).SelectMany(text => TextTemplate.Parse(text).Tags)
            .Any(tag => tag.Expression is { Expression: { } expression } && expression.References.Any(reference => reference.Path is ["inputs", "parameters", var name, ..] && name == input));

    private static IEnumerable<string> Texts(YamlNode? node) => node switch
    {
        YamlScalar { Value: string text } => TextTemplate.MayHaveTags(text) ? [text] : [],
        YamlSequence list => list.Items.SelectMany(Texts),
        YamlMapping map => map.Entries.SelectMany(entry => Texts(entry.Value.Value)),
        _ => [],
    };

    [GeneratedRegex(@"^(?<root>steps|tasks)\.(?<step>[^.]+)\.outputs\.result\z", RegexOptions.CultureInvariant | RegexOptions.NonBacktracking)]
    private static partial Regex Result();

    [GeneratedRegex(@"^[A-Za-z_]\w*\z", RegexOptions.CultureInvariant | RegexOptions.NonBacktracking)]
    private static partial Regex Word();
}
