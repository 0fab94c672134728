using Runbooks.Engine.Compilation;
using Runbooks.Engine.Templating;

namespace Runbooks.Engine.Runs;

/// <summary>What the steps of a template can see of the groups before theirs: <c>steps.NAME.*</c>.</summary>
internal sealed class StepsScope(Node steps, CompiledTemplate template, CompiledRunbook runbook, Scope outer) : Scope(outer)
{
    private const string Prefix = "steps.";

    protected override string? FindHere(string name) => Result(name, out var rest)?.Find(rest);

    protected override bool IsAbsentHere(string name) => Result(name, out var rest)?.IsAbsent(rest) == true;

    /// <param name="rest">What stands behind <c>steps.NAME.</c>.</param>
    private StepResult? Result(string name, out string rest)
    {
        rest = "";
        if (!name.StartsWith(Prefix, StringComparison.Ordinal)) return null;
        var dot = name.IndexOf('.', Prefix.Length);
        if (dot < 0 || !template.StepsByName.TryGetValue(name[Prefix.Length..dot], out var step)) return null;
        rest = name[(dot + 1)..];
        return step.Group < steps.Children.Count && steps.Children[step.Group] is { IsFinished: true } group ? StepResult.Of(group, step, runbook) : null;
    }
}
