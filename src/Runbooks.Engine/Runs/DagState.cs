using Runbooks.Engine.Compilation;
using Runbooks.Engine.Conditions;
using Runbooks.Engine.Templating;

namespace Runbooks.Engine.Runs;

/// <summary>How far the tasks of one dag node are. Part of the fold: kept up with each task that starts or ends, at the cost of those that depend on it.</summary>
internal sealed class DagState
{
    private readonly Node?[] _nodes;
    private readonly int[] _open;
    private readonly bool[] _begun;
    private readonly bool[]? _needed;
    private readonly StepResult?[] _results;

    /// <summary>How a task's branch stands: the task's own end or, if it was left out, the worst of those before it.</summary>
    private readonly NodePhase[] _branch;

    private int _unfinished;

    private DagState(CompiledDag dag, IReadOnlyList<int> targets, string? problem)
    {
        (Dag, Targets, Problem) = (dag, targets, problem);
        _nodes = new Node?[dag.Tasks.Count];
        _results = new StepResult?[dag.Tasks.Count];
        _branch = new NodePhase[dag.Tasks.Count];
        _begun = new bool[dag.Tasks.Count];
        _open = [.. dag.Tasks.Select(task => task.Dependencies.Count)];
        _needed = dag.Target is null ? null : Needed(dag, targets);
        _unfinished = _needed?.Count(needed => needed) ?? dag.Tasks.Count;
    }

    public CompiledDag Dag { get; }

    /// <summary>The tasks that decide how the dag ends, in the order in which they do.</summary>
    public IReadOnlyList<int> Targets { get; }

    /// <summary>Why the dag can't run, or null.</summary>
    public string? Problem { get; }

    public bool IsDone => _unfinished == 0;

    public static DagState Of(RunState run, Node node)
    {
        var dag = run.Runbook.Find(node.TemplateKey!)!.Dag!;
        if (dag.Target is not { } target) return new DagState(dag, dag.Leaves, null);
        try
        {
            var names = target.Fill(NodeScope.Of(run, node)).Split(' ');
            var unknown = Array.Find(names, name => dag.Find(name) is null);
            return unknown is null ? new DagState(dag, [.. names.Select(name => dag.Find(name)!.Value)], null) : new DagState(dag, [], $"target: there is no task '{unknown}'");
        }
        catch (UnresolvedTagException unresolved)
        {
            return new DagState(dag, [], $"target: {unresolved.Message}");
        }
    }

    public Node? NodeOf(int task) => _nodes[task];

    /// <summary>The dag needs the task, all that it depends on has ended, and it has not begun.</summary>
    public bool IsReady(int task) => _nodes[task] is null && !_begun[task] && _open[task] == 0 && _needed?[task] != false;

    /// <summary>The task is about to have a node; if it is held back, not yet. Not part of the fold.</summary>
    public void Begin(int task) => _begun[task] = true;

    public bool Holds(DependsCondition condition) => condition.Holds(Holds);

    /// <summary>What a task gave, or null if it hasn't ended.</summary>
    public StepResult? ResultOf(int task, CompiledRunbook runbook) =>
        _nodes[task] is { } node && (node.IsFinished || node.IsDaemoned) ? _results[task] ??= StepResult.OfTask(node, Dag.Tasks[task].Call, runbook) : null;

    public void Started(Node node) => _nodes[node.StepIndex] = node;

    public void Finished(Node node)
    {
        var task = Dag.Tasks[node.StepIndex];
        Ended(node);
        _unfinished--;
        foreach (var dependant in task.Dependants) _open[dependant]--;
    }

    /// <summary>A daemon that those after it no longer wait for.</summary>
    public void DaemonEnded(Node node) => _branch[node.StepIndex] = node.Phase;

    /// <summary>The task has ended; its hooks may go on.</summary>
    public void Ended(Node node) => _branch[node.StepIndex] = node.Phase is NodePhase.Skipped or NodePhase.Omitted ? Inherited(Dag.Tasks[node.StepIndex]) : node.Phase;

    /// <summary>How the dag ends. As in Argo, a target that was left out counts as the tasks before it.</summary>
    public NodePhase Verdict()
    {
        var verdict = NodePhase.Succeeded;
        foreach (var target in Targets)
        {
            var phase = _branch[target];
            if (phase is not (NodePhase.Failed or NodePhase.Error) || MayEnd(Dag.Tasks[target], phase)) continue;
            verdict = phase;
            if (Dag.FailFast) break;
        }
        return verdict;
    }

    private NodePhase Inherited(CompiledTask task)
    {
        foreach (var dependency in task.Dependencies)
            if (_branch[dependency] is NodePhase.Failed or NodePhase.Error) return _branch[dependency];
        return NodePhase.Succeeded;
    }

    private bool Holds(DependsTerm term)
    {
        var index = Dag.Find(term.Task)!.Value;
        var node = _nodes[index]!;
        return term.Result switch
        {
            null => node.IsDaemoned || node.Phase is NodePhase.Succeeded or NodePhase.Skipped || MayEnd(Dag.Tasks[index], node.Phase),
            TaskResult.Succeeded => node.Phase == NodePhase.Succeeded,
            TaskResult.Failed => node.Phase == NodePhase.Failed,
            TaskResult.Errored => node.Phase == NodePhase.Error,
            TaskResult.Skipped => node.Phase == NodePhase.Skipped,
            TaskResult.Omitted => node.Phase == NodePhase.Omitted,
            TaskResult.Daemoned => node.IsDaemoned,
            TaskResult.AnySucceeded => node.Type == NodeType.TaskGroup && node.ChildList.Exists(item => item.Phase == NodePhase.Succeeded),
            TaskResult.AllFailed => node.Type == NodeType.TaskGroup && node.ChildList.TrueForAll(item => item.Phase == NodePhase.Failed),
            _ => false,
        };
    }

    private static bool MayEnd(CompiledTask task, NodePhase phase) => task.Call.Step.ContinueOn is { } allowed
        && ((phase == NodePhase.Failed && allowed.Failed) || (phase == NodePhase.Error && allowed.Error));

    /// <summary>The targets and all that they depend on.</summary>
    private static bool[] Needed(CompiledDag dag, IReadOnlyList<int> targets)
    {
        var needed = new bool[dag.Tasks.Count];
        var open = new Stack<int>(targets);
        while (open.TryPop(out var task))
        {
            if (needed[task]) continue;
            needed[task] = true;
            foreach (var dependency in dag.Tasks[task].Dependencies) open.Push(dependency);
        }
        return needed;
    }
}
