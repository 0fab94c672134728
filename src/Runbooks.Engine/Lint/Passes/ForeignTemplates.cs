using System.Text.Json;
using Runbooks.Engine.Argo;
using Runbooks.Engine.Lint.Variables;
using Runbooks.Engine.Templating;

namespace Runbooks.Engine.Lint.Passes;

/// <summary>What templates of other documents read of the workflow, this workflow has.</summary>
internal static class ForeignTemplates
{
    public static void Check(LintContext context)
    {
        if (context.IsTemplate) return;
        var variables = new WorkflowVariables(context);
        foreach (var (site, path) in context.Reach.Foreign(context))
            foreach (var name in Read(WithoutGiven(context, site)))
                if (variables.Check(name) is { } problem)
                    context.Error(path, $"{site} of {site.Context.Kind} '{site.Context.Workflow.Metadata.Name}' reads '{name}': {problem.Message}", problem.Rule);
    }

    /// <summary>The template without what its inputs are by themselves, where the caller says what they are.</summary>
    private static Template WithoutGiven(LintContext context, TemplateSite site) => site.Template with
    {
        Inputs = site.Template.Inputs with { Parameters = [.. site.Template.Inputs.Parameters.Select(input => IsGiven(context, site, input.Name) ? input with { Value = null } : input)] },
    };

    private static bool IsGiven(LintContext context, TemplateSite site, string input) =>
        context.Arguments.Any(argument => argument.Name == input) || context.Base?.Find(context.Workflow.Spec.Entrypoint ?? context.Base.Workflow.Spec.Entrypoint) != site;

    /// <summary>The names of the workflow's variables in a template's tags. Whether they can be read at all is checked where the template stands.</summary>
    private static IEnumerable<string> Read(Template template) =>
        TextTemplate.Parse(JsonSerializer.Serialize(template, ArgoJson.Options)).Tags.Select(tag => tag.Name).Where(name => name.StartsWith("workflow.parameters", StringComparison.Ordinal)).Distinct();
}
