namespace Runbooks.Engine.Runs;

/// <summary>Argo's <c>ttlStrategy</c>.</summary>
internal static class TimeToLive
{
    /// <summary>When a run that has ended is to be deleted; null while it goes on, and if it is kept. As in Argo, one that erred is not one that failed.</summary>
    public static DateTimeOffset? ExpiryOf(RunState run)
    {
        if (run.FinishedAt is not { } finished || run.Runbook.Workflow.Spec.TtlStrategy is not { } strategy) return null;
        var own = run.Phase switch
        {
            RunPhase.Failed => strategy.SecondsAfterFailure,
            RunPhase.Succeeded => strategy.SecondsAfterSuccess,
            _ => null,
        };
        return (own ?? strategy.SecondsAfterCompletion) is { } seconds ? finished.AddSeconds(seconds) : null;
    }
}
