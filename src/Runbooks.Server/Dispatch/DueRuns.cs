using Hangfire;

namespace Runbooks.Server.Dispatch;

/// <summary>
/// The runs of this process that have news. The first one to be added wakes a Hangfire job; the job takes them all. So however much
/// happens at once, there is at most one job waiting.
/// </summary>
internal sealed class DueRuns(IBackgroundJobClientV2 jobs)
{
    private readonly Lock _lock = new();
    private HashSet<string> _ids = new(StringComparer.Ordinal);
    private bool _woken;

    public void Add(string runId)
    {
        bool wake;
        lock (_lock)
        {
            _ids.Add(runId);
            wake = !_woken;
            _woken = true;
        }
        if (wake) Wake();
    }

    /// <summary>Says that something in the store may be due.</summary>
    public void Wake() => jobs.Enqueue<AdvanceDueRuns>(job => job.ExecuteAsync());

    /// <summary>All that have been added since the last call.</summary>
    public IReadOnlyCollection<string> Take()
    {
        lock (_lock)
        {
            _woken = false;
            if (_ids.Count == 0) return [];
            var taken = _ids;
            _ids = new HashSet<string>(StringComparer.Ordinal);
            return taken;
        }
    }
}
