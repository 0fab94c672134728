using Runbooks.Server.Locks;

namespace Runbooks.Server.Storage;

/// <summary>How many may hold the semaphores of the database: what <c>runbooks sync</c> changes.</summary>
public sealed class SyncLimits : ISyncLimits
{
    private readonly RunStore _store;

    internal SyncLimits(RunStore store) => _store = store;

    public Task<int?> FindAsync(string @namespace, string key) => Task.FromResult(
        _store.Read("SELECT size FROM sync_limits WHERE namespace = $1 AND key = $2", row => (int?)row.GetInt32(0), @namespace, key).FirstOrDefault());

    public Task<bool> CreateAsync(string @namespace, string key, int size) =>
        ChangeAsync("INSERT OR IGNORE INTO sync_limits (namespace, key, size) VALUES ($1, $2, $3)", @namespace, key, size);

    public Task<bool> UpdateAsync(string @namespace, string key, int size) =>
        ChangeAsync("UPDATE sync_limits SET size = $3 WHERE namespace = $1 AND key = $2", @namespace, key, size);

    public Task<bool> DeleteAsync(string @namespace, string key) => ChangeAsync("DELETE FROM sync_limits WHERE namespace = $1 AND key = $2", @namespace, key);

    private async Task<bool> ChangeAsync(string sql, params object?[] values)
    {
        var changed = await _store.WriteAsync(statements => LockTable.Changed(statements, statements.Execute(sql, values)));
        if (changed) _store.RaiseLocksChanged();
        return changed;
    }
}
