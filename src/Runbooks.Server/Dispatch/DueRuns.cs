using Hangfire;
using Runbooks.Server.Workers;

namespace Runbooks.Server.Dispatch;

/// <summary>
/// What this process has to do: its runs that have news, and a look into the store. The first thing noted wakes a Hangfire job;
/// the job takes all there is. So however much happens at once, there is at most one job waiting.
/// </summary>
internal sealed class DueRuns(IBackgroundJobClientV2 jobs)
{
    private readonly Lock _lock = new();
    private List<ActiveRun> _runs = [];
    private bool _store;
    private bool _woken;

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

    private void Enqueue() => jobs.Enqueue<AdvanceDueRuns>(job => job.ExecuteAsync());
}
