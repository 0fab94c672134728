using Runbooks.Engine.Conditions;

namespace Runbooks.Engine.Compilation;

/// <summary>One task of a dag made ready to run.</summary>
internal sealed class CompiledTask(CompiledStep call, DependsCondition? condition)
{
    private readonly List<int> _dependants = [];

    public CompiledStep Call => call;

    public string Name => call.Step.Name;

    public int Index => call.Index;

    /// <summary>When it runs, or null if it depends on nothing.</summary>
    public DependsCondition? Condition => condition;

    /// <summary>The tasks it depends on, each once.</summary>
    public IReadOnlyList<int> Dependencies { get; private set; } = [];

    /// <summary>The tasks that depend on it.</summary>
    public IReadOnlyList<int> Dependants => _dependants;

    internal void Link(IReadOnlyList<CompiledTask> tasks, IReadOnlyDictionary<string, int> byName)
    {
        if (condition is null) return;
        Dependencies = [.. condition.Terms.Select(term => byName[term.Task]).Distinct()];
        foreach (var dependency in Dependencies) tasks[dependency]._dependants.Add(Index);
    }
}
