using System.Text.RegularExpressions;
using Runbooks.Engine.Argo;

namespace Runbooks.Engine.Lint.Passes;

/// <summary>Secrets don't stand in the document: what is given as a parameter can be read in the run, its events and its logs.</summary>
internal static partial class SecretValues
{
    public static void Check(LintContext context)
    {
        CheckAll(context, context.Workflow.Spec.Arguments.Parameters, $"{context.SpecPath}.arguments.parameters");
        foreach (var site in context.Templates)
        {
            CheckAll(context, site.Template.Inputs.Parameters, $"{site.Path}.inputs.parameters");
            foreach (var step in site.Steps) CheckAll(context, step.Step.Arguments.Parameters, $"{step.Path}.arguments.parameters");
        }
    }

    private static void CheckAll(LintContext context, IReadOnlyList<Parameter> parameters, string path)
    {
        for (var i = 0; i < parameters.Count; i++)
            if (Written(parameters[i]) is { } field && IsSecret().IsMatch(parameters[i].Name) && !IsNameOfSecret(parameters[i], field))
                context.Warning($"{path}[{i}].{field}", $"the parameter '{parameters[i].Name}' looks like a secret, and parameters can be read by everyone who sees the run; keep it in a Secret, and read it with 'env.valueFrom.secretKeyRef' or 'credentials.secret'", "secret-in-parameter");
    }

    /// <summary>A word with dashes is the name of a Secret, where that may be meant.</summary>
    private static bool IsNameOfSecret(Parameter parameter, string field) =>
        MayBeName().IsMatch(parameter.Name) && ObjectName().IsMatch((field == "value" ? parameter.Value : parameter.Default)!.Text);

    private static string? Written(Parameter parameter) => IsWritten(parameter.Value) ? "value" : IsWritten(parameter.Default) ? "default" : null;

    private static bool IsWritten(AnyString? value) => value is { Text.Length: > 0 } && !value.Text.Contains("{{", StringComparison.Ordinal) && !Placeholder().IsMatch(value.Text);

    /// <summary>Not the name of a Secret, or of a key in one: that is no secret.</summary>
    [GeneratedRegex(@"(^|[-_])(password|passwd|pwd|secret|token|api[-_]?key|secret[-_]?key|access[-_]?key|private[-_]?key|credentials?)$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.NonBacktracking)]
    private static partial Regex IsSecret();

    [GeneratedRegex(@"(^|[-_])(secret|credentials?|token|key)$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.NonBacktracking)]
    private static partial Regex MayBeName();

    [GeneratedRegex(@"^[a-z]+([-.][a-z]+[0-9]?)+\z", RegexOptions.NonBacktracking)]
    private static partial Regex ObjectName();

    /// <summary>What stands where a secret is to be put in.</summary>
    [GeneratedRegex(@"^(<.*>|\$\{.*\}|\[.*\]|[x*.]+|-+|(your|my|some|the|enter|insert|put|replace|change)[-_ ]?.*|todo.*|placeholder|example|dummy|none|null|empty|secret|password|token)\z", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Placeholder();
}
