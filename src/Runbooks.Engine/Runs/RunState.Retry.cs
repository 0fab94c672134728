using Runbooks.Engine.Compilation;
using Runbooks.Engine.Runs.Requests;
using Runbooks.Engine.Submission;

namespace Runbooks.Engine.Runs;

/// <summary>A run that had ended and goes on.</summary>
public sealed partial class RunState
{
    private List<Node>? _live;
    private Dictionary<Node, Dictionary<string, int>>? _places;

    /// <summary>It ended once, and was tried again: of any group, some members may be there and some not.</summary>
    internal bool IsRetried => _live is not null;

    private void Retry(RunRetried retried)
    {
        var removed = retried.Removed.Select(NodeAt).ToHashSet();
        (Message, FinishedAt, Shutdown, _isShutdownNew, _isDeadlineOver) = (null, null, null, false, false);
        if (retried.Parameters is { } parameters) Use(parameters);
        ForgetCalls(retried);
        Start(new RunStarted(retried.At));
        (IsPrepared, PreparationProblem, IsCleared, IsBeingPrepared, IsBeingCleared) = (false, null, false, false, false);
        // At its end it has let go of all its locks.
        Gate = Runbook.HasLocks ? Gate.OfRun() : null;
        Forget();
        FailureVersion++;
        _live = [.. Nodes.Where(node => !removed.Contains(node))];
        foreach (var node in removed) _ids.Free(node.Id);
        foreach (var parent in removed.Select(node => node.Parent).OfType<Node>().Where(parent => !removed.Contains(parent)).Distinct().ToList())
        {
            KeepPlaces(parent);
            parent.RemoveChildren(removed);
        }
        var reset = retried.Reset.Select(NodeAt).ToHashSet();
        foreach (var node in _live)
            if (node.Hooks is { } hooks && (hooks.Forget(removed) | reset.Contains(node)) && (node.Parent is not { } around || reset.Contains(around))) hooks.IsSettled = false;
        Reopen([.. retried.Reset.Select(NodeAt)], retried.At);
        if (Root is { IsFinished: true } root) Touch(root);
    }

    /// <summary>What waits to be looked at belongs to the past.</summary>
    private void Forget()
    {
        foreach (var node in _touched.Concat(_suspended)) node.IsTouched = false;
        _touched.Clear();
        _suspended.Clear();
        _sleeping.Clear();
        _waitingForPlace.Clear();
        _locked.Clear();
        (_activeLeaves, HeldNodes) = (0, 0);
    }

    private void Use(IReadOnlyDictionary<string, string> parameters)
    {
        var stored = Runbook.Stored.Spec is { } spec ? Runbook.Stored with { Spec = Submitter.With(spec, parameters) } : Runbook.Stored;
        Runbook = new CompiledRunbook(Runbook.Document with { Spec = Submitter.With(Runbook.Document.Spec, parameters) }, stored);
        Global = new GlobalScope(this);
    }

    /// <summary>Running again, as they were before the first of the nodes that are removed.</summary>
    private void Reopen(List<Node> nodes, DateTimeOffset at)
    {
        foreach (var node in nodes)
        {
            node.Reopen(at);
            if (node.Gate is { NeedsLocks: true }) node.Gate = Runbook.GateOf(node);
        }
        var reopened = nodes.ToHashSet();
        foreach (var node in Nodes) Recount(node, reopened);
        foreach (var node in nodes)
        {
            if (node.Type == NodeType.DAG) node.Dag = DagState.Of(this, node);
            foreach (var task in node.Dag is null ? [] : node.Children)
            {
                node.Dag!.Started(task);
                if (IsOver(task)) node.Dag.Finished(task);
            }
        }
        // From the inside out: a group that has all its members back ends before the one around it is looked at.
        for (var i = nodes.Count - 1; i >= 0; i--) Touch(nodes[i]);
        foreach (var node in Nodes.Where(node => node.IsFinished && !IsOver(node))) Touch(node);
    }

    /// <summary>It has ended, and so have its hooks.</summary>
    private static bool IsOver(Node node) => node.IsFinished && node.Hooks is not { IsSettled: false };

    private static void Recount(Node node, HashSet<Node> reopened)
    {
        if (!IsOver(node) && node.Parent is { } parent) parent.OpenChildren++;
        if (!node.TakesPlace || node.Boundary is not { } boundary || !reopened.Contains(boundary)) return;
        if (!node.IsFinished) boundary.ActiveChildren++;
        if (node.FailedOrErrored) boundary.HasFailedChild = true;
    }

    /// <summary>The members of a loop stay in order, so that the list of their results does.</summary>
    private void KeepPlaces(Node group)
    {
        _places ??= [];
        if (!_places.ContainsKey(group)) _places[group] = group.Children.Select((child, place) => (child.Name, place)).ToDictionary(StringComparer.Ordinal);
    }

    /// <summary>When all members are back, each comes to its place.</summary>
    private void TakePlace(Node group)
    {
        if (_places is null || !_places.TryGetValue(group, out var places) || group.ChildList.Count < places.Count) return;
        group.ChildList.Sort((one, other) => places.GetValueOrDefault(one.Name, int.MaxValue).CompareTo(places.GetValueOrDefault(other.Name, int.MaxValue)));
        _places.Remove(group);
    }
}
