using Runbooks.Engine.Runs;

namespace Runbooks.Kubernetes.Verdicts;

/// <summary>What a Pod's state says about its step.</summary>
internal abstract record PodReading
{
    private PodReading() { }

    /// <summary>The container has not started.</summary>
    /// <param name="Message">Why, in Kubernetes' words; null if there is nothing to say yet.</param>
    public sealed record Waiting(string? Message, Obstacle Obstacle = Obstacle.None) : PodReading;

    /// <param name="Node">The Kubernetes node it runs on.</param>
    /// <param name="ReadyAt">The Pod's address, if all its containers are ready.</param>
    public sealed record Running(string? Node, string? ReadyAt = null) : PodReading;

    /// <param name="ExitCode">The container's exit code; null if it never ran or nobody knows.</param>
    public sealed record Ended(NodePhase Phase, string? Message, int? ExitCode) : PodReading
    {
        /// <summary>The Pod was deleted before any container of it began: it may be made again.</summary>
        public bool NeverBegan { get; init; }
    }
}
