using Runbooks.Engine.Runs;
using Runbooks.Engine.Status;

namespace Runbooks.Server.Storage;

/// <summary>What a run's row says after its end, beside what the last event says.</summary>
/// <param name="ExpiresAt">When it is to be deleted; null for never.</param>
/// <param name="Cause">Why it failed, for people; null if it has not.</param>
public sealed record RunEnd(DateTimeOffset? ExpiresAt, string? Cause)
{
    /// <returns>Null for a run that goes on.</returns>
    public static RunEnd? Of(RunState run) => run.IsFinished ? new RunEnd(run.ExpiresAt, FailedSteps.CauseOf(run)) : null;
}
