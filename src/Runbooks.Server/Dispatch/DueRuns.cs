using Hangfire;
using Microsoft.Extensions.Logging;
using Runbooks.Server.Workers;

namespace Runbooks.Server.Dispatch;

/// <summary>
/// What this process has to do: its runs that have news, and a look into the store. The first thing noted wakes a Hangfire job;
/// the job takes all there is. So however much happens at once, there is at most one job waiting.
/// </summary>
internal sealed partial class DueRuns : IDisposable
{
    /// <summary>How soon a job is asked for again that Hangfire has not taken.</summary>
    private static readonly TimeSpan BetweenTries = TimeSpan.FromSeconds(1);

    private readonly IBackgroundJobClientV2 _jobs;
    private readonly ILogger<DueRuns> _logger;
    private readonly ITimer _again;
    private readonly Lock _lock = new();
    private List<ActiveRun> _runs = [];
    private bool _store;
    private bool _woken;

    public DueRuns(IBackgroundJobClientV2 jobs, TimeProvider time, ILogger<DueRuns> logger)
    {
        (_jobs, _logger) = (jobs, logger);
        _again = time.CreateTimer(_ => Enqueue(), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    /// <summary>Notes a run that has news; the run sees to it that it isn't noted twice.</summary>
    public void Add(ActiveRun run)
    {
        lock (_lock)
        {
            _runs.Add(run);
            if (_woken) return;
            _woken = true;
        }
        Enqueue();
    }

    /// <summary>Says that something in the store may be due. Wakes a job in any case: one that was lost is made good so.</summary>
    public void Wake()
    {
        lock (_lock) _store = _woken = true;
        Enqueue();
    }

    /// <summary>All that has been noted since the last call.</summary>
    public Due Take()
    {
        lock (_lock)
        {
            var due = new Due(_runs, _store);
            _runs = [];
            _store = _woken = false;
            return due;
        }
    }

    public void Dispose() => _again.Dispose();

    /// <summary>Never throws: it is called from timers, by steps and by whoever submits a run, and what is noted is not lost.</summary>
    private void Enqueue()
    {
        try
        {
            _jobs.Enqueue<AdvanceDueRuns>(job => job.ExecuteAsync());
        }
        catch (Exception failure)
        {
            LogNotEnqueued(failure);
            _again.Change(BetweenTries, Timeout.InfiniteTimeSpan);
        }
    }

    [LoggerMessage(1, LogLevel.Error, "No job could be asked for; trying again soon")]
    private partial void LogNotEnqueued(Exception failure);
}
