using Runbooks.Server.Logs;
using Runbooks.Server.Storage;

namespace Runbooks.Server.Retention;

/// <summary>Deletes runs, with their history and their logs. What they have left in a cluster stays.</summary>
public sealed class RunRemoval(RunStore store, LogStore logs)
{
    /// <param name="evenIfRunning">A process that advances it finds it gone, and lets go of it.</param>
    /// <returns>False if it isn't there, or goes on.</returns>
    public async Task<bool> DeleteAsync(string runId, bool evenIfRunning = false)
    {
        if (!await store.DeleteAsync(runId, evenIfRunning)) return false;
        logs.Delete(runId);
        return true;
    }

    /// <summary>Deletes the runs whose time has come (<c>ttlStrategy</c>).</summary>
    public async Task DeleteExpiredAsync()
    {
        var expired = store.Expired();
        // Logs go last: those of a run that is there are never missing.
        foreach (var run in expired)
            if (await store.DeleteExpiredAsync(run)) logs.Delete(run);
        if (expired.Count > 0) Purge();
    }

    /// <summary>Leaves nothing on the disk of what was deleted; as a rule it works at once, else at the next deletion.</summary>
    public void Purge()
    {
        try
        {
            store.Purge();
        }
        catch (StoreException)
        {
            // Someone writes just now. The pages are overwritten already; only the log of changes may still have them.
        }
    }
}
