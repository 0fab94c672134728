using Runbooks.Engine.Argo;

namespace Runbooks.Engine.Lint.Passes;

/// <summary>Each output parameter says where its value comes from, in a way that its template can have.</summary>
internal static class Outputs
{
    public static void Check(LintContext context)
    {
        foreach (var site in context.Templates)
        {
            var outputs = site.Template.Outputs.Parameters;
            for (var i = 0; i < outputs.Count; i++) CheckOutput(context, site, outputs[i], $"{site.Path}.outputs.parameters[{i}]");
        }
    }

    private static void CheckOutput(LintContext context, TemplateSite site, Parameter output, string path)
    {
        if (output.GlobalName is { Length: > 0 } global && !global.Contains("{{", StringComparison.Ordinal) && NameRules.ParameterComplaint(global) is { } wrong)
            context.Error($"{path}.globalName", wrong, "invalid-name");
        if (site.Kind == "http")
            context.Warning(path, $"the output '{output.Name}' stays without a value: what an HTTP request gives is 'outputs.result', the body of the answer", "unused-output");
        else if (output is { Value: not null, ValueFrom: not null })
            context.Error(path, $"the output '{output.Name}' has both 'value' and 'valueFrom'; it can have only one", "invalid-value-from");
        else if (output is { Value: null, ValueFrom: null })
            context.Error(path, $"the output '{output.Name}' needs 'valueFrom'{Expected(site)}", "missing-value-from");
        else if (output.ValueFrom is { } source && Complaint(site, source) is { } complaint)
            context.Error($"{path}.valueFrom", complaint, "invalid-value-from");
    }

    private static string? Complaint(TemplateSite site, ValueFrom source) =>
        Sources(source).ToList() is [var first, var second, ..] ? $"'valueFrom' has both '{first}' and '{second}'; it can have only one" : OfKind(site, source);

    private static IEnumerable<string> Sources(ValueFrom source) =>
        from each in new (string Name, object? Given)[]
            { ("path", source.Path), ("jqFilter", source.JqFilter), ("jsonPath", source.JsonPath), ("parameter", source.Parameter), ("expression", source.Expression), ("supplied", source.Supplied) }
        where each.Given is not (null or "")
        select each.Name;

    private static string? OfKind(TemplateSite site, ValueFrom source) => (source.Path, source.Parameter is { Length: > 0 } ? source.Parameter : source.Expression, site.Kind) switch
    {
        (_, _, "suspend") => source.Supplied is null ? "the 'valueFrom' of a suspend needs 'supplied: {}': whoever resumes it gives the value" : null,
        (_, _, "plugin") => "a native step has no output files; what it gives is 'outputs.result'",
        (null or "", _, "container" or "containerSet" or "script") => $"the 'valueFrom' of a {site.Kind} needs 'path': the file to read",
        (_, null or "", "steps") => "the 'valueFrom' of steps needs 'parameter': a tag such as '{{steps.NAME.outputs.result}}'; or 'expression'",
        (_, null or "", "dag") => "the 'valueFrom' of a dag needs 'parameter': a tag such as '{{tasks.NAME.outputs.result}}'; or 'expression'",
        (_, _, "resource") when source is { JsonPath: null or "", JqFilter: null or "" } => "the 'valueFrom' of a resource needs 'jsonPath' or 'jqFilter'",
        _ when !Sources(source).Any() => "'valueFrom' says nothing of where the value comes from",
        _ => null,
    };

    private static string Expected(TemplateSite site) => site.Kind switch
    {
        "steps" or "dag" => " with 'parameter'",
        "container" or "script" => " with 'path'",
        "resource" => " with 'jsonPath' or 'jqFilter'",
        "suspend" => " with 'supplied: {}'",
        _ => "",
    };
}
