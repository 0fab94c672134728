using Runbooks.Engine.Runs;

namespace Runbooks.Server.Storage;

/// <summary>What a list shows of a run.</summary>
public sealed record RunSummary(
    string Id,
    string Namespace,
    string Name,
    RunPhase Phase,
    string? Message,
    DateTimeOffset SubmittedAt,
    DateTimeOffset? StartedAt,
    DateTimeOffset? FinishedAt)
{
    /// <summary>Why it failed, for people; null if it has not, or was stored before this was known.</summary>
    public string? Cause { get; init; }
}
