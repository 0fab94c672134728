namespace Runbooks.Engine.Runs;

/// <summary>What only a daemon, and the template that has started it, need to remember. Most nodes have none.</summary>
internal sealed class NodeDaemon
{
    /// <summary>The address of its Pod.</summary>
    public string? PodIP { get; set; }

    /// <summary>It has been ready once: what comes after it doesn't wait for its end.</summary>
    public bool HasLetGo { get; set; }

    /// <summary>For a steps or dag node: the daemons that go on until it has ended; of one that is retried, the node that is.</summary>
    public List<Node> Started { get; } = [];
}
