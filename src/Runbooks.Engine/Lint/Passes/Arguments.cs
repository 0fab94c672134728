using Runbooks.Engine.Argo;

namespace Runbooks.Engine.Lint.Passes;

/// <summary>Each step gives the template it calls the inputs it needs, with values it allows.</summary>
internal static class Arguments
{
    /// <summary>The input has no value of its own.</summary>
    public static bool IsNeeded(Parameter input) => input is { Value: null, Default: null, ValueFrom: not { ConfigMapKeyRef: not null }, Name.Length: > 0 };

    public static void Check(LintContext context)
    {
        foreach (var step in context.Templates.SelectMany(site => site.Steps))
            if (step.Called is { } called)
                CheckCall(context, step, called);
    }

    private static void CheckCall(LintContext context, StepSite step, TemplateSite called)
    {
        var arguments = step.Step.Arguments.Parameters;
        var inputs = called.Template.Inputs.Parameters;
        var given = arguments.Select(argument => argument.Name).ToHashSet(StringComparer.Ordinal);
        foreach (var input in inputs.Where(IsNeeded).Where(input => !given.Contains(input.Name)))
            context.Error(step.Path, $"{called} needs the parameter '{input.Name}'; give it under 'arguments.parameters'", "missing-argument");
        if (arguments.Count == 0) return;
        var byName = inputs.DistinctBy(input => input.Name).ToDictionary(input => input.Name, StringComparer.Ordinal);
        for (var i = 0; i < arguments.Count; i++) CheckArgument(context, arguments[i], $"{step.Path}.arguments.parameters[{i}]", called, byName);
    }

    private static void CheckArgument(LintContext context, Parameter argument, string path, TemplateSite called, Dictionary<string, Parameter> inputs)
    {
        if (argument.Name.Length == 0) return;
        if (!inputs.TryGetValue(argument.Name, out var input))
            context.Warning($"{path}.name", $"{called} has no input '{argument.Name}'{context.Hint(argument.Name, inputs.Keys)}", "unknown-argument");
        else if (argument.Value is { } value && Parameters.NotIn(input.Enum, value) is { } complaint)
            context.Warning($"{path}.value", complaint, "not-in-enum");
    }
}
