namespace Runbooks.Engine.Runs;

/// <summary>Daemons: steps that count as done while they go on.</summary>
public sealed partial class RunState
{
    private int _openDaemons;

    /// <summary>Some go on, or are being ended: the run is not over before they are.</summary>
    internal bool HasDaemons => _openDaemons > 0;

    private void LetGo(NodeDaemoned ready)
    {
        var node = _nodes[ready.Node];
        if (node.IsFinished || node.Stop is not null) return;
        (node.Phase, node.Message, node.HostNodeName) = (NodePhase.Running, null, ready.HostNodeName ?? node.HostNodeName);
        node.MakeDaemon().PodIP = ready.PodIP;
        // An attempt counts for the node that is retried.
        var done = node.Parent is { Type: NodeType.Retry } retry ? retry : node;
        done.MakeDaemon().PodIP = ready.PodIP;
        if (done.IsDaemoned) return;
        done.Daemon!.HasLetGo = true;
        done.Gate?.LetGo();
        _openDaemons++;
        done.Boundary?.MakeDaemon().Started.Add(done);
        // Its hooks come when it has ended.
        if (done.Parent is null) Touch(done);
        else Leave(done);
    }

    /// <summary>What comes after it has begun already; a dag remembers how it ended.</summary>
    private void EndDaemon(Node daemon)
    {
        _openDaemons--;
        daemon.Boundary?.Daemon!.Started.Remove(daemon);
        if (daemon.Parent?.Dag is { } dag) dag.DaemonEnded(daemon);
        if (daemon.Hooks is not null) Touch(daemon);
        if (_openDaemons == 0 && Root!.IsFinished) Touch(Root);
    }
}
