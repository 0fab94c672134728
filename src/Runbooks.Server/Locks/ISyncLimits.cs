namespace Runbooks.Server.Locks;

/// <summary>How many may hold semaphores: in the run store, or in a ConfigMap.</summary>
public interface ISyncLimits
{
    /// <returns>Null if nobody has said.</returns>
    Task<int?> FindAsync(string @namespace, string key);

    /// <returns>False if there is one already.</returns>
    Task<bool> CreateAsync(string @namespace, string key, int size);

    /// <returns>False if there is none.</returns>
    Task<bool> UpdateAsync(string @namespace, string key, int size);

    /// <returns>False if there was none.</returns>
    Task<bool> DeleteAsync(string @namespace, string key);
}
