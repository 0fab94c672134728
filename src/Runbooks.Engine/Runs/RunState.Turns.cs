namespace Runbooks.Engine.Runs;

/// <summary>Whose turn it is: nodes that something has happened to, whose time has come, for which there is a place.</summary>
public sealed partial class RunState
{
    private readonly Queue<Node> _touched = new();
    private readonly PriorityQueue<Node, DateTimeOffset> _sleeping = new();
    private readonly Queue<Node> _waitingForPlace = new();
    private bool _isShutdownNew;
    private bool _isDeadlineOver;

    /// <summary>
    /// The next node whose surroundings have changed since it was last looked at: a finished child, its own start. While the run is
    /// suspended, only leaf steps that are under way; all others wait for its end.
    /// </summary>
    internal Node? NextTouched()
    {
        if (!HoldsBack) Release();
        while (_touched.TryDequeue(out var node))
        {
            if (HoldsBack && (node.IsFinished || !node.IsLeaf || node is { IsDaemoned: true, Stop: null }))
            {
                _suspended.Enqueue(node);
                continue;
            }
            node.IsTouched = false;
            return node;
        }
        return null;
    }

    /// <summary>There are nodes still to be looked at. Not part of the fold.</summary>
    internal bool HasTouched => _touched.Count > 0 && !IsFinished;

    /// <summary>How many nodes are held back, and will come to be if nothing goes wrong. Not part of the fold.</summary>
    internal int HeldNodes { get; set; }

    /// <summary>When the first of the nodes that wait for a time is to be looked at.</summary>
    internal DateTimeOffset? NextWake => IsFinished ? null : Earlier(_sleeping.TryPeek(out _, out var at) ? at : null, _isDeadlineOver ? null : Deadline);

    /// <summary>Looks at a node again when it is time. Not part of the fold: a decision on the same state says it anew.</summary>
    internal void Sleep(Node node, DateTimeOffset until) => _sleeping.Enqueue(node, until);

    /// <summary>Touches the nodes whose time has come.</summary>
    internal void TouchDue(DateTimeOffset now)
    {
        while (_sleeping.TryPeek(out var node, out var at) && at <= now)
        {
            _sleeping.Dequeue();
            if (!node.IsFinished) Touch(node);
        }
    }

    /// <summary>The workflow's <c>parallelism</c> lets another leaf step start.</summary>
    internal bool HasPlace => Runbook.Workflow.Spec.Parallelism is not { } limit || _activeLeaves < limit;

    /// <summary>Touches the node, behind others that wait, when there is a place again. Not part of the fold.</summary>
    internal void WaitForPlace(Node node) => _waitingForPlace.Enqueue(node);

    /// <summary>Touches the first node that waits, if there is a place. One that doesn't want it any more leaves it to the next.</summary>
    private void OfferPlace()
    {
        while (HasPlace && _waitingForPlace.TryDequeue(out var node))
        {
            if (node.IsFinished) continue;
            Touch(node);
            return;
        }
    }

    /// <summary>True once for each shutdown, and once more after a replay. Not part of the fold.</summary>
    internal bool TakeShutdown()
    {
        var isNew = _isShutdownNew;
        _isShutdownNew = false;
        return isNew;
    }

    /// <summary>True once, when the deadline is over, and once more after a replay. Not part of the fold.</summary>
    internal bool TakeDeadline(DateTimeOffset now)
    {
        if (_isDeadlineOver || Deadline is null || now < Deadline) return false;
        return _isDeadlineOver = true;
    }

    private static DateTimeOffset? Earlier(DateTimeOffset? one, DateTimeOffset? other) => one is null || other < one ? other : one;

    /// <summary>Has the node looked at.</summary>
    internal void Touch(Node node)
    {
        if (node.IsTouched) return;
        node.IsTouched = true;
        _touched.Enqueue(node);
    }
}
