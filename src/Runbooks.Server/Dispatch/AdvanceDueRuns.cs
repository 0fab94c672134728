using Hangfire;
using Runbooks.Server.Workers;

namespace Runbooks.Server.Dispatch;

/// <summary>The one Hangfire job: "there are due runs". Claims them in batches, advances each, and returns; it never waits for a step.</summary>
internal sealed class AdvanceDueRuns(Worker worker)
{
    // The store says what is due, so a lost or failed job loses nothing: the next one finds it.
    [AutomaticRetry(Attempts = 0, OnAttemptsExceeded = AttemptsExceededAction.Delete)]
    public Task ExecuteAsync() => worker.AdvanceDueRunsAsync();
}
