using Runbooks.Engine.Runs;

namespace Runbooks.Engine.Submission;

/// <param name="Event">The run's first event, or null if it can't be started.</param>
/// <param name="Problems">Why it can't: all reasons at once, one line each.</param>
public sealed record Submitted(RunSubmitted? Event, IReadOnlyList<string> Problems)
{
    /// <summary>What its user should know, one line each; the run goes on.</summary>
    public IReadOnlyList<string> Warnings { get; init; } = [];
}
