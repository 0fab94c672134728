namespace Runbooks.Engine.Runs.Locks;

/// <summary>A lock as all runs know it.</summary>
/// <param name="Name">The mutex, the ConfigMap, or the key in the database.</param>
/// <param name="Key">The key in the ConfigMap; null for all others.</param>
public sealed record LockName(string Namespace, LockKind Kind, string Name, string? Key = null)
{
    /// <summary>One may hold it.</summary>
    public bool IsMutex => Kind is LockKind.Mutex or LockKind.DatabaseMutex;

    /// <summary>Argo's name of it in messages and in the status: <c>default/Mutex/deploy</c>.</summary>
    public override string ToString() => Kind switch
    {
        LockKind.Mutex => $"{Namespace}/Mutex/{Name}",
        LockKind.ConfigMap => $"{Namespace}/ConfigMap/{Name}/{Key}",
        _ => $"{Namespace}/Database/{Name}",
    };

    /// <summary>The same for equal locks, and for no others: a mutex and a semaphore in the database share a name.</summary>
    public string StoreKey => Kind switch
    {
        LockKind.DatabaseMutex => $"mtx/{Namespace}/{Name}",
        LockKind.DatabaseSemaphore => $"sem/{Namespace}/{Name}",
        _ => ToString(),
    };
}
