namespace Runbooks.Engine.Runs;

/// <summary>What becomes of the locks and kept results that the run and its nodes wait for.</summary>
public sealed partial class RunState
{
    private readonly Queue<Node> _locked = new();

    private void Wait(LocksAwaited awaited)
    {
        if (awaited.Node is not { } number)
        {
            Gate!.Wait(awaited);
            Message = awaited.Message;
        }
        else if (_nodes[number] is { IsFinished: false } node)
        {
            node.Gate!.Wait(awaited);
            node.Message = awaited.Message;
        }
    }

    private void Grant(LocksGranted granted)
    {
        if (granted.Node is not { } number)
        {
            Gate!.Grant(granted);
            Message = null;
            return;
        }
        var node = _nodes[number];
        if (node.IsFinished) return;
        node.Gate!.Grant(granted);
        node.Message = null;
        _locked.Enqueue(node);
        PlaceLocked();
    }

    /// <summary>Gives leaves that have come by their locks a place among those that are under way, as far as there are any.</summary>
    private void PlaceLocked()
    {
        while (_locked.TryPeek(out var node) && (node.IsFinished || node.Gate!.HasPlace || HasPlace))
        {
            _locked.Dequeue();
            if (node.IsFinished) continue;
            if (!node.Gate!.HasPlace) _activeLeaves++;
            node.Gate.HasPlace = true;
            Touch(node);
        }
    }

    private void Refuse(LocksRefused refused)
    {
        (refused.Node is { } number ? _nodes[number].Gate : Gate)!.Refusal = refused.Message;
        if (refused.Node is { } refusedNode && !_nodes[refusedNode].IsFinished) Touch(_nodes[refusedNode]);
    }

    private void Answer(CacheLookedUp answered)
    {
        var node = _nodes[answered.Node];
        if (node.IsFinished) return;
        if (answered.Complaint is null) node.Gate!.Cached = answered.Answer;
        else node.Gate!.Refusal = answered.Complaint;
        Touch(node);
    }
}
