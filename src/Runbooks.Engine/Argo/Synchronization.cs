namespace Runbooks.Engine.Argo;

/// <summary>Argo's <c>Synchronization</c>: locks to be held, all at once.</summary>
public sealed record Synchronization
{
    /// <summary>Locks that one may hold.</summary>
    public IReadOnlyList<Mutex> Mutexes { get; init; } = [];

    /// <summary>Locks that several may hold.</summary>
    public IReadOnlyList<SemaphoreRef> Semaphores { get; init; } = [];
}
