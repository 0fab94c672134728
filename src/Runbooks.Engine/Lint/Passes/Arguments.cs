using Runbooks.Engine.Argo;

namespace Runbooks.Engine.Lint.Passes;

/// <summary>Each step gives the template it calls the inputs it needs, with values it allows.</summary>
internal static class Arguments
{
    /// <summary>The input has no value of its own.</summary>
    public static bool IsNeeded(Parameter input) => input is { Value: null, Default: null, ValueFrom: not { ConfigMapKeyRef: not null }, Name.Length: > 0 };

    public static void Check(LintContext context)
    {
        var unknown = new List<(TemplateSite Called, string Name, string Path)>();
        foreach (var step in context.Templates.SelectMany(site => site.Steps))
            if (step.Called is { } called)
                CheckCall(context, step, called, unknown);
        foreach (var ofOne in unknown.GroupBy(each => each.Called)) ReportUnknown(context, ofOne.Key, [.. ofOne]);
    }

    /// <summary>Once for a template, however many calls give it what it doesn't take: some compilers give everything to all. A likely typing error is told by itself.</summary>
    private static void ReportUnknown(LintContext context, TemplateSite called, List<(TemplateSite Called, string Name, string Path)> given)
    {
        var inputs = called.Template.Inputs.Parameters.Select(input => input.Name).ToList();
        var byHint = given.ToLookup(each => context.Hint(each.Name, inputs).Length > 0);
        foreach (var (_, name, path) in byHint[true].DistinctBy(each => each.Name)) context.Warning(path, $"{called} has no input '{name}'{context.Hint(name, inputs)}", "unknown-argument");
        if (byHint[false].ToList() is not [var first, ..] others) return;
        var names = others.Select(each => each.Name).Distinct().ToList();
        var calls = others.Count > names.Count ? $"; {others.Count} arguments give it {(names.Count == 1 ? "that" : "those")}" : "";
        context.Warning(first.Path, $"{called} has no input{(names.Count == 1 ? "" : "s")} {Listed(names)}{calls}", "unknown-argument");
    }

    private static string Listed(List<string> names) => $"'{string.Join("', '", names.Take(8))}'{(names.Count > 8 ? ", …" : "")}";

    private static void CheckCall(LintContext context, StepSite step, TemplateSite called, List<(TemplateSite Called, string Name, string Path)> unknown)
    {
        var arguments = step.Step.Arguments.Parameters;
        var inputs = called.Template.Inputs.Parameters;
        var given = arguments.Select(argument => argument.Name).ToHashSet(StringComparer.Ordinal);
        var missing = inputs.Where(IsNeeded).Select(input => input.Name).Where(name => !given.Contains(name)).ToList();
        if (missing.Count > 0) context.Error(step.Path, $"{called} needs the parameter{(missing.Count > 1 ? "s" : "")} {Listed(missing)}; give {(missing.Count > 1 ? "them" : "it")} under 'arguments.parameters'", "missing-argument");
        if (arguments.Count == 0) return;
        var byName = inputs.DistinctBy(input => input.Name).ToDictionary(input => input.Name, StringComparer.Ordinal);
        for (var i = 0; i < arguments.Count; i++) CheckArgument(context, arguments[i], $"{step.Path}.arguments.parameters[{i}]", called, byName, unknown);
    }

    private static void CheckArgument(LintContext context, Parameter argument, string path, TemplateSite called, Dictionary<string, Parameter> inputs, List<(TemplateSite Called, string Name, string Path)> unknown)
    {
        if (argument.Name.Length == 0) return;
        if (!inputs.TryGetValue(argument.Name, out var input))
            unknown.Add((called, argument.Name, $"{path}.name"));
        else if (argument.Value is { } value && Parameters.NotIn(input.Enum, value) is { } complaint)
            context.Warning($"{path}.value", complaint, "not-in-enum");
    }
}
