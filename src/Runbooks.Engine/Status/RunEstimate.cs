using Runbooks.Engine.Runs;

namespace Runbooks.Engine.Status;

/// <summary>Argo's <c>estimatedDuration</c>: how long the last run of the same runbook took that succeeded, and its nodes.</summary>
public sealed class RunEstimate
{
    private readonly Dictionary<string, int> _nodes = new(StringComparer.Ordinal);

    /// <param name="baseline">A run that has ended.</param>
    public RunEstimate(RunState baseline)
    {
        Seconds = Whole(baseline.FinishedAt - baseline.StartedAt);
        foreach (var node in baseline.Nodes) _nodes[NameOf(node, baseline)] = Whole(node.FinishedAt - node.StartedAt);
    }

    /// <summary>Of the run as a whole.</summary>
    public int Seconds { get; }

    /// <summary>Of a node; 0 if there was none of its name.</summary>
    public int SecondsOf(Node node, RunState run) => _nodes.GetValueOrDefault(NameOf(node, run));

    private static string NameOf(Node node, RunState run) => node.Name[run.Run.Name.Length..];

    private static int Whole(TimeSpan? time) => (int)Math.Clamp(time?.TotalSeconds ?? 0, 0, int.MaxValue);
}
