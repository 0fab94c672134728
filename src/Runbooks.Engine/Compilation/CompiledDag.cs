using Runbooks.Engine.Argo;
using Runbooks.Engine.Conditions;
using Runbooks.Engine.Templating;

namespace Runbooks.Engine.Compilation;

/// <summary>The tasks of a dag template made ready to run: each knows those it waits for and those that wait for it.</summary>
internal sealed class CompiledDag
{
    private readonly Dictionary<string, int> _byName;

    public CompiledDag(Dag dag, CompiledTemplate owner, IReadOnlySet<string> resultsRead)
    {
        Tasks = [.. dag.Tasks.Select((task, i) => new CompiledTask(new CompiledStep(task, -1, i, owner, resultsRead.Contains(task.Name)), Condition(task)))];
        _byName = Tasks.ToDictionary(task => task.Name, task => task.Index, StringComparer.Ordinal);
        foreach (var task in Tasks) task.Link(Tasks, _byName);
        Target = dag.Target is { Length: > 0 } target ? TextTemplate.Parse(target) : null;
        Leaves = [.. Tasks.Where(task => task.Dependants.Count == 0).OrderBy(task => task.Name, StringComparer.Ordinal).Select(task => task.Index)];
        FailFast = dag.FailFast ?? true;
    }

    public IReadOnlyList<CompiledTask> Tasks { get; }

    /// <summary>The names of the tasks to be reached, or null for the leaves.</summary>
    public TextTemplate? Target { get; }

    /// <summary>The tasks that no other depends on, by name.</summary>
    public IReadOnlyList<int> Leaves { get; }

    public bool FailFast { get; }

    public int? Find(string task) => _byName.TryGetValue(task, out var index) ? index : null;

    private static DependsCondition? Condition(DagTask task)
    {
        if (task.Depends is not { Length: > 0 } depends) return task.Dependencies is { Count: > 0 } dependencies ? DependsCondition.All(dependencies) : null;
        return DependsCondition.TryParse(depends, out var condition, out var error) ? condition : throw new ArgumentException(error.Message);
    }
}
