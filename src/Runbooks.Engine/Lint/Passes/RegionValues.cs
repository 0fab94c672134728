using System.Text.Json.Nodes;
using Runbooks.Engine.Argo;
using Runbooks.Engine.Templating;

namespace Runbooks.Engine.Lint.Passes;

/// <summary>Where a native step's region is a parameter, the values written for that are regions, too: what the provider says of them is told where they stand.</summary>
internal static class RegionValues
{
    private const string Region = "region";
    private const string Input = "inputs.parameters.";
    private const string Argument = "workflow.parameters.";

    public static void Check(LintContext context)
    {
        var told = new HashSet<string>(StringComparer.Ordinal);
        foreach (var site in context.Templates)
            if (site.Template.Plugin is { Count: 1 } plugin && plugin.First() is { Value: JsonObject body } && body[Region] is JsonValue region && TextTemplate.Parse(region.ToString()).SingleTag is { } tag)
                foreach (var (path, value) in Written(context, site, tag.Name).Where(each => told.Add(each.Path)))
                    CheckValue(context, plugin.First().Key, body, path, value);
    }

    private static void CheckValue(LintContext context, string name, JsonObject body, string path, string value)
    {
        var asked = (JsonObject)body.DeepClone();
        asked[Region] = value;
        foreach (var problem in context.Providers.FirstOrDefault(provider => provider.Name == name)?.Check(asked) ?? [])
            if (problem.Path == Region) context.Report(path, context.Document.PositionOf(path), problem.Message, problem.Rule, problem.Severity);
    }

    /// <summary>The values without tags that a variable of the template is given in the document, and where they stand.</summary>
    private static IEnumerable<(string Path, string Value)> Written(LintContext context, TemplateSite site, string name)
    {
        if (name.StartsWith(Argument, StringComparison.Ordinal))
            return Of(context.Workflow.Spec.Arguments.Parameters, name[Argument.Length..], $"{context.SpecPath}.arguments.parameters");
        if (!name.StartsWith(Input, StringComparison.Ordinal)) return [];
        var input = name[Input.Length..];
        var calls = context.Templates.SelectMany(each => each.Steps).Where(step => step.Called == site);
        return Of(site.Template.Inputs.Parameters, input, $"{site.Path}.inputs.parameters")
            .Concat(calls.SelectMany(step => Given(context, step, input)));
    }

    /// <summary>What a call gives; if that is an argument of the workflow, what this is.</summary>
    private static IEnumerable<(string Path, string Value)> Given(LintContext context, StepSite step, string input)
    {
        var given = step.Step.Arguments.Parameters;
        var handedOn = given.Where(argument => argument.Name == input).Select(argument => TextTemplate.Parse(argument.Value?.Text ?? "").SingleTag?.Name).OfType<string>();
        return Of(given, input, $"{step.Path}.arguments.parameters")
            .Concat(handedOn.Where(name => name.StartsWith(Argument, StringComparison.Ordinal)).SelectMany(name => Written(context, step.Owner, name)));
    }

    private static IEnumerable<(string Path, string Value)> Of(IReadOnlyList<Parameter> parameters, string name, string path)
    {
        for (var i = 0; i < parameters.Count; i++)
            foreach (var (field, value) in new[] { ("value", parameters[i].Value), ("default", parameters[i].Default) })
                if (parameters[i].Name == name && value is { Text.Length: > 0 } && !TextTemplate.MayHaveTags(value.Text)) yield return ($"{path}[{i}].{field}", value.Text);
    }
}
