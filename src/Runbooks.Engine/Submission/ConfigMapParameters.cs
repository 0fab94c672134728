using Runbooks.Engine.Argo;
using Runbooks.Engine.Runs;
using Runbooks.Engine.Templating;

namespace Runbooks.Engine.Submission;

/// <summary>
/// Parameters whose values come from ConfigMaps. They are read as the run is submitted and kept with it: first those of its arguments, then,
/// whose names may depend on these, those of its templates.
/// </summary>
public static class ConfigMapParameters
{
    public static IReadOnlyList<ConfigMapKey> OfArguments(RunSubmitted submitted) => [.. Open(SpecOf(submitted)).Select(KeyOf).Distinct()];

    /// <summary>The run with its arguments, or why it can't have them.</summary>
    public static Submitted WithArguments(RunSubmitted submitted, IReadOnlyDictionary<ConfigMapKey, ConfigMapValue> found)
    {
        var spec = SpecOf(submitted);
        var problems = Open(spec).Select(parameter => (parameter, Found: found[KeyOf(parameter)]))
            .Where(each => each.Found.Text is null && each.parameter.ValueFrom!.Default is null)
            .Select(each => $"failed to set global parameter {each.parameter.Name} from configmap with name {KeyOf(each.parameter).Name} and key {KeyOf(each.parameter).Key}: {each.Found.Problem}").ToList();
        if (problems.Count > 0) return new Submitted(null, problems);
        var filled = spec with
        {
            Arguments = spec.Arguments with
            {
                Parameters = [.. spec.Arguments.Parameters.Select(parameter =>
                    IsOpen(parameter) ? parameter with { Value = found[KeyOf(parameter)].Text is { } text ? new AnyString(text) : parameter.ValueFrom!.Default } : parameter)],
            },
        };
        return new Submitted(submitted.Stored?.Spec is null ? submitted with { Workflow = submitted.Workflow with { Spec = filled } } : submitted with { Stored = submitted.Stored with { Spec = filled } }, []);
    }

    /// <summary>What templates and steps may ask for, as far as it can be told before the run.</summary>
    public static IReadOnlyList<ConfigMapKey> OfTemplates(RunSubmitted submitted)
    {
        var run = RunState.Replay([submitted]);
        var inputs = run.Runbook.Templates.SelectMany(template => template.Template.Inputs.Parameters);
        var arguments = run.Runbook.Templates.SelectMany(template => template.Calls).SelectMany(call => call.Step.Arguments.Parameters);
        return [.. inputs.Concat(arguments).Select(parameter => parameter.ValueFrom?.ConfigMapKeyRef).OfType<ConfigMapKeySelector>().Select(selector => KeyOf(selector, run.Global)).OfType<ConfigMapKey>().Distinct()];
    }

    public static RunSubmitted WithTemplates(RunSubmitted submitted, IReadOnlyDictionary<ConfigMapKey, ConfigMapValue> found) =>
        found.Count == 0 ? submitted : submitted with { ConfigMaps = found.ToDictionary(each => each.Key.ToString(), each => each.Value) };

    /// <summary>Null if a tag in it has no value.</summary>
    internal static ConfigMapKey? KeyOf(ConfigMapKeySelector selector, Scope scope)
    {
        try { return new ConfigMapKey(TextTemplate.Parse(selector.Name ?? "").Fill(scope), TextTemplate.Parse(selector.Key).Fill(scope)); }
        catch (UnresolvedTagException) { return null; }
    }

    private static WorkflowSpec SpecOf(RunSubmitted submitted) => submitted.Stored?.Spec ?? submitted.Workflow.Spec;

    private static IEnumerable<Parameter> Open(WorkflowSpec spec) => spec.Arguments.Parameters.Where(IsOpen);

    private static bool IsOpen(Parameter parameter) => parameter is { Value: null, ValueFrom.ConfigMapKeyRef: not null };

    private static ConfigMapKey KeyOf(Parameter parameter) => new(parameter.ValueFrom!.ConfigMapKeyRef!.Name ?? "", parameter.ValueFrom.ConfigMapKeyRef.Key);
}
