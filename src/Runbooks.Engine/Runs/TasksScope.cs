using Runbooks.Engine.Compilation;
using Runbooks.Engine.Templating;

namespace Runbooks.Engine.Runs;

/// <summary>What the tasks of a dag can see of those that have ended: <c>tasks.NAME.*</c>. Lint lets a task read only those it depends on, at some remove.</summary>
internal sealed class TasksScope(DagState dag, CompiledRunbook runbook, Scope outer) : Scope(outer)
{
    private const string Prefix = "tasks.";

    protected override string? FindHere(string name) => Result(name, out var rest)?.Find(rest);

    protected override bool IsAbsentHere(string name) => Result(name, out var rest)?.IsAbsent(rest) == true;

    /// <param name="rest">What stands behind <c>tasks.NAME.</c>.</param>
    private StepResult? Result(string name, out string rest)
    {
        rest = "";
        if (!name.StartsWith(Prefix, StringComparison.Ordinal)) return null;
        var dot = name.IndexOf('.', Prefix.Length);
        if (dot < 0 || dag.Dag.Find(name[Prefix.Length..dot]) is not { } task) return null;
        rest = name[(dot + 1)..];
        return dag.ResultOf(task, runbook);
    }
}
