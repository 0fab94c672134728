namespace Runbooks.Engine.Lint.Passes;

/// <summary>The run has a template to start with, and can give it its inputs.</summary>
internal static class Entrypoint
{
    public static void Check(LintContext context)
    {
        var spec = context.Workflow.Spec;
        if (string.IsNullOrEmpty(spec.Entrypoint))
            context.Error("spec", "the workflow needs 'spec.entrypoint': the name of the template to start with", "missing-entrypoint");
        else if (context.Find(spec.Entrypoint) is { } site)
            CheckInputs(context, site);
        else
            context.Error("spec.entrypoint", $"there is no template '{spec.Entrypoint}'{context.Hint(spec.Entrypoint, context.TemplateNames)}", "undefined-template");
    }

    /// <summary>An argument without a value is fine: the value may come with the submission.</summary>
    private static void CheckInputs(LintContext context, TemplateSite site)
    {
        var given = context.Workflow.Spec.Arguments.Parameters.Select(argument => argument.Name).ToHashSet(StringComparer.Ordinal);
        var inputs = site.Template.Inputs.Parameters;
        for (var i = 0; i < inputs.Count; i++)
            if (Arguments.IsNeeded(inputs[i]) && !given.Contains(inputs[i].Name))
                context.Error(
                    $"{site.Path}.inputs.parameters[{i}]",
                    $"the entrypoint's input '{inputs[i].Name}' never has a value: give it a default, or name it under 'spec.arguments.parameters'",
                    "missing-argument");
    }
}
