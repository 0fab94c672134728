using Runbooks.Engine.Argo;
using Runbooks.Engine.Conditions;

namespace Runbooks.Engine.Lint;

/// <summary>Which task of a dag waits for which, as far as the document tells.</summary>
internal sealed class TaskDependencies
{
    private readonly Dictionary<string, IReadOnlyList<string>> _before = new(StringComparer.Ordinal);
    private readonly Dictionary<string, int> _rank = new(StringComparer.Ordinal);

    public TaskDependencies(Dag? dag)
    {
        var tasks = dag?.Tasks ?? [];
        UsesDepends = tasks.Any(task => task.Depends is { Length: > 0 });
        foreach (var task in tasks) _before.TryAdd(task.Name, Of(task));
        Rank();
    }

    public bool UsesDepends { get; }

    /// <summary>Tasks that wait for each other in a circle, or for such; none if all is well.</summary>
    public IEnumerable<string> Endless => _before.Keys.Where(task => !_rank.ContainsKey(task));

    /// <summary>The names that a task mentions, each once.</summary>
    public IReadOnlyList<string> Before(string task) => _before.GetValueOrDefault(task) ?? [];

    /// <summary>The one has ended whenever the other begins.</summary>
    public bool IsBefore(string one, string other)
    {
        if (!_rank.TryGetValue(one, out var rank)) return true;
        var seen = new HashSet<string>(StringComparer.Ordinal);
        var open = new Stack<string>(Before(other));
        while (open.TryPop(out var task))
        {
            if (task == one) return true;
            // Whatever one is before has a higher rank.
            if (_rank.TryGetValue(task, out var its) && its > rank && seen.Add(task))
                foreach (var before in Before(task)) open.Push(before);
        }
        return false;
    }

    private static IReadOnlyList<string> Of(DagTask task) => task.Depends is { Length: > 0 } depends
        ? DependsCondition.TryParse(depends, out var condition, out _) ? [.. condition.Terms.Select(term => term.Task).Distinct()] : []
        : [.. (task.Dependencies ?? []).Distinct()];

    /// <summary>A task's rank is one more than the highest of those before it; tasks on a circle, and after it, have none.</summary>
    private void Rank()
    {
        var open = _before.ToDictionary(each => each.Key, each => each.Value.Count(_before.ContainsKey), StringComparer.Ordinal);
        var after = _before.SelectMany(each => each.Value.Select(before => (before, each.Key))).ToLookup(pair => pair.before, pair => pair.Key, StringComparer.Ordinal);
        var ready = new Queue<string>(open.Where(each => each.Value == 0).Select(each => each.Key));
        while (ready.TryDequeue(out var task))
        {
            _rank[task] = Before(task).Select(before => _rank.GetValueOrDefault(before, -1)).DefaultIfEmpty(-1).Max() + 1;
            foreach (var next in after[task])
                if (--open[next] == 0) ready.Enqueue(next);
        }
    }
}
