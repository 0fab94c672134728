using Runbooks.Engine.Argo;
using Runbooks.Engine.Submission;

namespace Runbooks.Engine.Lint.Passes;

/// <summary>Names, allowed values and sources of the parameters of the workflow, of inputs and of arguments.</summary>
internal static class Parameters
{
    public static void Check(LintContext context)
    {
        CheckNames(context, context.Workflow.Spec.Arguments.Parameters, $"{context.SpecPath}.arguments.parameters");
        CheckArguments(context, context.Workflow.Spec.Arguments.Parameters, $"{context.SpecPath}.arguments.parameters", valueNeeded: context.Kind == RunbookKind.CronWorkflow);
        if (context.Base is { } other) CheckChoices(context, other);
        foreach (var site in context.Templates)
        {
            CheckNames(context, site.Template.Inputs.Parameters, $"{site.Path}.inputs.parameters");
            CheckInputs(context, site);
            CheckNames(context, site.Template.Outputs.Parameters, $"{site.Path}.outputs.parameters");
            foreach (var step in site.Steps)
            {
                CheckNames(context, step.Step.Arguments.Parameters, $"{step.Path}.arguments.parameters");
                CheckArguments(context, step.Step.Arguments.Parameters, $"{step.Path}.arguments.parameters", valueNeeded: true);
            }
        }
    }

    private static void CheckNames(LintContext context, IReadOnlyList<Parameter> parameters, string path)
    {
        for (var i = 0; i < parameters.Count; i++)
            if (parameters[i].Name.Length == 0)
                context.Error($"{path}[{i}]", "the parameter needs a 'name'", "missing-name");
            else if (NameRules.ParameterComplaint(parameters[i].Name) is { } complaint)
                context.Error($"{path}[{i}].name", complaint, "invalid-name");
        NameRules.CheckUnique(context, parameters.Select((parameter, i) => (parameter.Name, $"{path}[{i}]")), "parameter");
    }

    private static void CheckArguments(LintContext context, IReadOnlyList<Parameter> arguments, string path, bool valueNeeded)
    {
        for (var i = 0; i < arguments.Count; i++)
        {
            var (argument, at) = (arguments[i], $"{path}[{i}]");
            if (argument.ValueFrom is { } source && !IsForArguments(source))
                context.Error($"{at}.valueFrom", "the 'valueFrom' of an argument needs 'configMapKeyRef' or 'supplied', and can have 'default' beside it", "invalid-value-from");
            else if (valueNeeded && argument is { Value: null, ValueFrom: null })
                context.Error(at, $"the argument '{argument.Name}' needs a 'value'{(argument.Default is null ? "" : "; a 'default' is for inputs")}", "missing-value");
            if (argument.Enum is { Count: 0 })
                context.Error($"{at}.enum", "'enum' is empty: no value could be allowed", "empty-enum");
            else if (argument.Value is { } value && NotIn(argument.Enum, value) is { } complaint)
                context.Error($"{at}.value", complaint, "not-in-enum");
        }
    }

    /// <summary>The values that the document referred to allows.</summary>
    private static void CheckChoices(LintContext context, LintContext other)
    {
        var own = context.Workflow.Spec.Arguments.Parameters;
        foreach (var (parameter, message) in LostChoices.In(own, other.Workflow.Spec.Arguments.Parameters))
            context.Warning($"{context.SpecPath}.arguments.parameters[{own.Index().First(each => each.Item == parameter).Index}].value", message, "not-in-enum");
    }

    private static bool IsForArguments(ValueFrom source) =>
        source is { ConfigMapKeyRef: not null } or { Supplied: not null } or { Event.Length: > 0 } && source is { Path: null or "", JsonPath: null or "", Parameter: null or "", Expression: null or "" };

    private static void CheckInputs(LintContext context, TemplateSite site)
    {
        var inputs = site.Template.Inputs.Parameters;
        for (var i = 0; i < inputs.Count; i++)
        {
            var at = $"{site.Path}.inputs.parameters[{i}]";
            if (inputs[i].ValueFrom is { ConfigMapKeyRef: null })
                context.Warning($"{at}.valueFrom", "an input takes its value from nothing but 'configMapKeyRef': this 'valueFrom' is passed over", "invalid-value-from");
            if (inputs[i].Default is { } value && NotIn(inputs[i].Enum, value) is { } complaint)
                context.Warning($"{at}.default", complaint, "not-in-enum");
        }
    }

    /// <summary>Why the value isn't one of those allowed, or null. A value with tags is not known yet.</summary>
    internal static string? NotIn(IReadOnlyList<AnyString>? allowed, AnyString value) =>
        allowed is null or { Count: 0 } || value.Text.Contains("{{", StringComparison.Ordinal) || allowed.Contains(value)
            ? null
            : $"'{value}' is not one of the values allowed: {string.Join(", ", allowed.Take(12))}";
}
