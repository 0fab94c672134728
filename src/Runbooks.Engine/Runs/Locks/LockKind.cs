namespace Runbooks.Engine.Runs.Locks;

/// <summary>What a lock is, and where it stands how many may hold it.</summary>
public enum LockKind
{
    /// <summary>One.</summary>
    Mutex,

    /// <summary>As many as a key of a ConfigMap says.</summary>
    ConfigMap,

    /// <summary>One; in Argo, shared by all controllers on one database. Here every lock is.</summary>
    DatabaseMutex,

    /// <summary>As many as <c>runbooks sync</c> has been told.</summary>
    DatabaseSemaphore,
}
