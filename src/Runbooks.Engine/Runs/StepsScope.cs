using Runbooks.Engine.Compilation;
using Runbooks.Engine.Templating;

namespace Runbooks.Engine.Runs;

/// <summary>What the steps of a template can see of the groups before theirs: <c>steps.NAME.*</c>.</summary>
internal sealed class StepsScope(Node steps, CompiledTemplate template, CompiledRunbook runbook, Scope outer) : Scope(outer)
{
    private const string Prefix = "steps.";

    private readonly Scope _outer = outer;

    protected override string? FindHere(string name) => Result(name, out var rest)?.Find(rest);

    protected override bool IsAbsentHere(string name) => Result(name, out var rest)?.IsAbsent(rest) == true;

    protected override IEnumerable<string> NamesUnderHere(string name) => name switch
    {
        "" => ["steps"],
        "steps" => template.StepsByName.Values.Where(step => Ended(step) is not null).Select(step => step.Step.Name),
        _ => Result(name, out var rest)?.NamesUnder(rest) ?? [],
    };

    /// <param name="rest">What stands behind <c>steps.NAME.</c>; empty if nothing does.</param>
    private StepResult? Result(string name, out string rest)
    {
        rest = "";
        if (!name.StartsWith(Prefix, StringComparison.Ordinal)) return null;
        var dot = name.IndexOf('.', Prefix.Length);
        if (Step(dot < 0 ? name[Prefix.Length..] : name[Prefix.Length..dot]) is not { } step) return null;
        if (dot > 0) rest = name[(dot + 1)..];
        return Ended(step) is { } group ? StepResult.Of(group, step, runbook) : null;
    }

    private CompiledStep? Step(string name) =>
        template.StepsByName.TryGetValue(name, out var step) ? step
        : template.HasNamesWithTags ? template.StepsByName.Values.FirstOrDefault(step => step.Name.HasTags && step.Name.Fill(_outer) == name)
        : null;

    /// <summary>The step's group, if it has ended.</summary>
    private Node? Ended(CompiledStep step) => step.Group < steps.Children.Count && steps.Children[step.Group] is { IsFinished: true } group ? group : null;
}
