using Runbooks.Engine.Argo;

namespace Runbooks.Engine.Runs.Requests;

/// <summary>
/// What a retry does again. What failed, or was chosen, is removed with all that came after it; what it stood in runs again. A step that
/// failed and that something succeeded after all the same (<c>continueOn</c>, <c>depends</c>) stays, as in Argo.
/// </summary>
internal sealed class RetryRange
{
    private readonly RunState _run;
    private readonly HashSet<Node> _removed = [];
    private readonly HashSet<Node> _reset = [];
    private readonly HashSet<Node> _followed = [];

    private RetryRange(RunState run) => _run = run;

    /// <summary>The numbers of the nodes that are removed, in their order.</summary>
    public IReadOnlyList<int> Removed => Numbers(_removed);

    /// <summary>The numbers of the nodes that run again, in their order.</summary>
    public IReadOnlyList<int> Reset => Numbers(_reset.Except(_removed));

    /// <param name="chosen">What is done again though it succeeded.</param>
    /// <param name="hasParameters">Groups that run again are made anew, with the new values.</param>
    public static RetryRange Of(RunState run, IReadOnlySet<Node> chosen, bool hasParameters)
    {
        var range = new RetryRange(run);
        var successes = new LaterSuccesses(run, chosen);
        range.RemoveExitHandlers(run.Root);
        foreach (var node in run.Nodes)
            if (!range._removed.Contains(node) && (chosen.Contains(node) || (node.FailedOrErrored && !successes.After(node)))) range.Repeat(node, chosen);
        foreach (var node in range._reset.ToList())
        {
            range.RemoveExitHandlers(node);
            if (hasParameters && node.Type is NodeType.StepGroup or NodeType.TaskGroup) range.RemoveChildren(node);
        }
        return range;
    }

    private void Repeat(Node node, IReadOnlySet<Node> chosen)
    {
        if (HookAround(node) is { } hook)
        {
            Remove(hook);
            return;
        }
        if (chosen.Contains(node) || !IsGroup(node)) Remove(node);
        else if (!node.ChildList.Exists(child => child.FailedOrErrored)) _reset.Add(node);
        else return;
        RemoveWhatFollows(node);
        for (var around = node.Parent; around is not null && IsGroup(around) && _reset.Add(around);) around = around.Parent;
    }

    /// <summary>The hook that a node is, or is part of: it is done again as a whole. Null if there is none.</summary>
    private static Node? HookAround(Node node)
    {
        for (var at = node; at is not null; at = at.Parent)
            if (at.Hook is not null) return at;
        return null;
    }

    /// <summary>It does nothing itself.</summary>
    private static bool IsGroup(Node node) => node.Type is NodeType.Steps or NodeType.StepGroup or NodeType.DAG or NodeType.TaskGroup or NodeType.Retry;

    private void RemoveExitHandlers(Node? node)
    {
        foreach (var hook in node?.HookNodes ?? [])
            if (hook.Hook == LifecycleHook.Exit) Remove(hook);
    }

    private void RemoveChildren(Node node)
    {
        foreach (var child in node.Children) Remove(child);
    }

    private void Remove(Node node)
    {
        var open = new Stack<Node>([node]);
        while (open.TryPop(out var next))
        {
            if (!_removed.Add(next)) continue;
            foreach (var child in next.Children.Concat(next.HookNodes)) open.Push(child);
        }
    }

    /// <summary>Later groups, tasks that depend on it; and what follows the node that it stands in, since that runs again.</summary>
    private void RemoveWhatFollows(Node node)
    {
        for (var at = node; at.Parent is { } around && _followed.Add(at); at = around)
        {
            if (around.Type == NodeType.Steps) foreach (var group in around.ChildList.FindAll(group => group.StepIndex > at.StepIndex)) Remove(group);
            if (around.Dag is { } dag) foreach (var task in dag.Dag.Tasks[at.StepIndex].Dependants) RemoveTask(dag, task);
        }
    }

    private void RemoveTask(DagState dag, int task)
    {
        var open = new Stack<int>([task]);
        while (open.TryPop(out var next))
        {
            if (dag.NodeOf(next) is not { } node || !_followed.Add(node)) continue;
            Remove(node);
            foreach (var dependant in dag.Dag.Tasks[next].Dependants) open.Push(dependant);
        }
    }

    private static int[] Numbers(IEnumerable<Node> nodes) => [.. nodes.Select(node => node.Number).Order()];
}
