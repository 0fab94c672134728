using Runbooks.Engine.Compilation;
using Runbooks.Engine.Templating;

namespace Runbooks.Engine.Runs;

/// <summary>What the tasks of a dag can see of those that have ended: <c>tasks.NAME.*</c>. Lint lets a task read only those it depends on, at some remove.</summary>
internal sealed class TasksScope(DagState dag, CompiledRunbook runbook, Scope outer) : Scope(outer)
{
    private const string Prefix = "tasks.";

    protected override string? FindHere(string name) => Result(name, out var rest)?.Find(rest);

    protected override bool IsAbsentHere(string name) => Result(name, out var rest)?.IsAbsent(rest) == true;

    protected override IEnumerable<string> NamesUnderHere(string name) => name switch
    {
        "" => ["tasks"],
        "tasks" => dag.Dag.Tasks.Where(task => dag.NodeOf(task.Index) is { IsFinished: true }).Select(task => task.Name),
        _ => Result(name, out var rest)?.NamesUnder(rest) ?? [],
    };

    // Whether any of 10,000 tasks has ended is not worth looking for.
    protected override bool HasNamesUnderHere(string name) => name == "tasks" || base.HasNamesUnderHere(name);

    /// <param name="rest">What stands behind <c>tasks.NAME.</c>; empty if nothing does.</param>
    private StepResult? Result(string name, out string rest)
    {
        rest = "";
        if (!name.StartsWith(Prefix, StringComparison.Ordinal)) return null;
        var dot = name.IndexOf('.', Prefix.Length);
        if (dag.Dag.Find(dot < 0 ? name[Prefix.Length..] : name[Prefix.Length..dot]) is not { } task) return null;
        if (dot > 0) rest = name[(dot + 1)..];
        return dag.ResultOf(task, runbook);
    }
}
