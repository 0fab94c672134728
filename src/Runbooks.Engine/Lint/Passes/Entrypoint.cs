namespace Runbooks.Engine.Lint.Passes;

/// <summary>The run has a template to start with, and can give it its inputs.</summary>
internal static class Entrypoint
{
    public static void Check(LintContext context)
    {
        if (context.Document.Find(context.SpecPath) is null) return;
        var own = context.Workflow.Spec.Entrypoint;
        if (own is { Length: > 0 } || context.Workflow.Spec.WorkflowTemplateRef is null) CheckNamed(context, own);
        else if (context.Base is { Workflow.Spec.Entrypoint: null or "" } other)
            context.Error(context.SpecPath, $"the workflow needs 'entrypoint': {other.Kind} '{other.Workflow.Metadata.Name}' has none", "missing-entrypoint");
        else if (context.Base is { } sound) CheckInputs(context, sound.Find(sound.Workflow.Spec.Entrypoint));
    }

    private static void CheckNamed(LintContext context, string? entrypoint)
    {
        if (entrypoint is { Length: > 0 })
        {
            if (context.Find(entrypoint) is { } site) CheckInputs(context, site);
            else if (context.Workflow.Spec.WorkflowTemplateRef is null || context.Base is not null)
                context.Error($"{context.SpecPath}.entrypoint", $"there is no template '{entrypoint}'{context.Hint(entrypoint, context.TemplateNames)}", "undefined-template");
        }
        else if (!context.IsTemplate)
            context.Error(context.SpecPath, $"the workflow needs '{context.SpecPath}.entrypoint': the name of the template to start with", "missing-entrypoint");
    }

    /// <summary>What the entrypoint gets of the workflow has a value, or must be given when it is run.</summary>
    private static void CheckGiven(LintContext context, TemplateSite site)
    {
        var arguments = context.Workflow.Spec.Arguments.Parameters;
        for (var i = 0; i < arguments.Count; i++)
            if (arguments[i] is { Value: null, Default: null, ValueFrom: null, Name: { Length: > 0 } name } && site.Template.Inputs.Parameters.Any(input => input.Name == name))
                context.Warning($"{context.SpecPath}.arguments.parameters[{i}]", $"the entrypoint needs '{name}', which has no value: Argo's lint refuses that, and a run must be given it: -p {name}=…", "needs-value");
    }

    /// <summary>An argument without a value is fine: the value may come with the submission. To a WorkflowTemplate, so may the argument.</summary>
    private static void CheckInputs(LintContext context, TemplateSite? site)
    {
        if (site is null || context.IsTemplate) return;
        CheckGiven(context, site);
        var given = context.Arguments.Select(argument => argument.Name).ToHashSet(StringComparer.Ordinal);
        var inputs = site.Template.Inputs.Parameters;
        for (var i = 0; i < inputs.Count; i++)
            if (Arguments.IsNeeded(inputs[i]) && !given.Contains(inputs[i].Name))
                context.Error(
                    site.Context == context ? $"{site.Path}.inputs.parameters[{i}]" : $"{context.SpecPath}.workflowTemplateRef",
                    $"the entrypoint's input '{inputs[i].Name}' never has a value: give it a default, or name it under '{context.SpecPath}.arguments.parameters'",
                    "missing-argument");
    }
}
