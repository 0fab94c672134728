using Runbooks.Engine.Argo;
using Mutex = Runbooks.Engine.Argo.Mutex;

namespace Runbooks.Engine.Runs.Locks;

/// <summary>The locks that a <c>synchronization</c> names.</summary>
internal static class LockNames
{
    /// <param name="synchronization">Its tags are filled in.</param>
    /// <param name="ownNamespace">The run's, for locks that say none.</param>
    /// <returns>In Argo's order: the semaphores first.</returns>
    /// <exception cref="StepInputException">One of them is not of its form.</exception>
    public static IReadOnlyList<LockName> Of(Synchronization synchronization, string ownNamespace)
    {
        List<LockName> names = [.. synchronization.Semaphores.Select(semaphore => Of(semaphore, ownNamespace)), .. synchronization.Mutexes.Select(mutex => Of(mutex, ownNamespace))];
        return names.Distinct().Count() == names.Count ? names : throw Invalid("duplicate synchronization item found");
    }

    private static LockName Of(SemaphoreRef semaphore, string ownNamespace) => (semaphore.ConfigMapKeyRef, semaphore.Database) switch
    {
        ({ } map, null) => Sound(new LockName(Namespace(semaphore.Namespace, ownNamespace), LockKind.ConfigMap, map.Name ?? "", map.Key)),
        (null, { } database) => Sound(new LockName(Namespace(semaphore.Namespace, ownNamespace), LockKind.DatabaseSemaphore, database.Key)),
        (null, null) => throw Invalid("cannot get LockName for a Semaphore without a ConfigMapRef or Database"),
        _ => throw Invalid("invalid semaphore with both ConfigMapKeyRef and Database"),
    };

    private static LockName Of(Mutex mutex, string ownNamespace) =>
        Sound(new LockName(Namespace(mutex.Namespace, ownNamespace), mutex.Database ? LockKind.DatabaseMutex : LockKind.Mutex, mutex.Name ?? ""));

    private static string Namespace(string? given, string own) => given is { Length: > 0 } ? given : own;

    private static LockName Sound(LockName name) =>
        name.Name.Length == 0 ? throw Invalid("a lock needs a name") : name.Kind == LockKind.ConfigMap && name.Key is not { Length: > 0 } ? throw Invalid("a lock of a ConfigMap needs its key") : name;

    private static StepInputException Invalid(string why) => new($"requested configuration is invalid: {why}");
}
