using System.Globalization;
using Runbooks.Engine.Runs.Locks;
using Runbooks.Server.Locks;

namespace Runbooks.Server.Storage;

/// <summary>
/// Which run and node hold which lock, and who waits for it in which order; shared by all processes that use the store. What a decision lets
/// go is let go in the transaction that stores its events, so a lock never outlives its holder, nor a holder its lock.
/// </summary>
public sealed class LockTable
{
    /// <summary>Stands for the run itself among its nodes' numbers.</summary>
    public const int Run = -1;

    private readonly RunStore _store;
    private readonly TimeProvider _time;

    internal LockTable(RunStore store, TimeProvider time) => (_store, _time) = (store, time);

    /// <summary>
    /// Takes all the locks, or none of them and a place in the queue of each. As in Argo, the queue goes by the priority of the runs and then by
    /// their age, and nobody overtakes the run at the front of it, even if that waits for another lock, too.
    /// </summary>
    /// <param name="node">The node's number, or <see cref="Run"/>.</param>
    /// <exception cref="LeaseLostException">Another worker has the run, or it is finished.</exception>
    public Task<LockAnswer> TryAcquireAsync(Lease lease, int node, IReadOnlyList<LockDemand> locks, int priority, DateTimeOffset submittedAt) => _store.WriteAsync(statements =>
    {
        if (statements.Query("SELECT 1 FROM runs WHERE id = $1 AND fence = $2 AND finished_at IS NULL", row => row.GetInt64(0), lease.RunId, lease.Fence).Count == 0)
            throw new LeaseLostException(lease.RunId);
        var answer = locks.Select(wanted => Look(statements, lease.RunId, node, wanted)).FirstOrDefault(answer => !answer.IsGranted) ?? LockAnswer.Granted;
        if (answer.IsGranted) Take(statements, lease.RunId, node, locks);
        else if (!answer.IsFinal) Queue(statements, lease.RunId, node, locks, priority, submittedAt);
        return answer;
    });

    /// <summary>Who holds a lock: <c>RUN/NODE</c>, or the run's id alone.</summary>
    public IReadOnlyList<string> Holders(LockName name) => _store.Read("SELECT run, node FROM lock_holders WHERE lock = $1 ORDER BY run, node",
        row => row.GetInt64(1) == Run ? row.GetString(0) : $"{row.GetString(0)}/{row.GetInt64(1)}", name.StoreKey);

    /// <summary>Grows whenever somebody who waits may have got a chance, in whatever process.</summary>
    public long Version => _store.Read("SELECT version FROM lock_changes", row => row.GetInt64(0))[0];

    /// <returns>Something was held or waited for.</returns>
    internal static bool LetGo(Statements statements, string runId, int node) => Changed(statements,
        statements.Execute("DELETE FROM lock_holders WHERE run = $1 AND node = $2", runId, node) + statements.Execute("DELETE FROM lock_queue WHERE run = $1 AND node = $2", runId, node));

    internal static bool LetAllGo(Statements statements, string runId) => Changed(statements,
        statements.Execute("DELETE FROM lock_holders WHERE run = $1", runId) + statements.Execute("DELETE FROM lock_queue WHERE run = $1", runId));

    internal static bool Changed(Statements statements, int rows)
    {
        if (rows > 0) statements.Execute("UPDATE lock_changes SET version = version + 1");
        return rows > 0;
    }

    private LockAnswer Look(Statements statements, string runId, int node, LockDemand wanted)
    {
        var (name, key) = (wanted.Name, wanted.Name.StoreKey);
        if (statements.Query("SELECT 1 FROM lock_holders WHERE lock = $1 AND run = $2 AND node = $3", row => 1, key, runId, node).Count > 0) return LockAnswer.Granted;
        if (wanted.Limit is null && Size(statements, name) is null)
            return new LockAnswer(name, $"failed to initialize semaphore {name} with limit; set one: runbooks sync create {name.Name} --type database --limit N -n {name.Namespace}", IsFinal: true);
        var limit = wanted.Limit ?? Size(statements, name)!.Value;
        var held = (int)statements.Query("SELECT count(*) FROM lock_holders WHERE lock = $1", row => row.GetInt64(0), key)[0];
        return held < limit && IsFirst(statements, key, runId) ? LockAnswer.Granted : new LockAnswer(name, Waiting(name, held, limit));
    }

    private static int? Size(Statements statements, LockName name) =>
        statements.Query("SELECT size FROM sync_limits WHERE namespace = $1 AND key = $2", row => (int?)row.GetInt32(0), name.Namespace, name.Name).FirstOrDefault();

    /// <summary>Nobody else is at the front of the queue. Those whose worker is gone don't count until another one has taken them up.</summary>
    private bool IsFirst(Statements statements, string key, string runId) => statements.Query(
        """
        SELECT q.run FROM lock_queue q JOIN runs r ON r.id = q.run
        WHERE q.lock = $1 AND r.owner IS NOT NULL AND r.leased_until >= $2 ORDER BY q.priority DESC, q.since, q.run LIMIT 1
        """,
        row => row.GetString(0), key, Row.Time(_time.GetUtcNow())) is not [var first] || first == runId;

    private static void Take(Statements statements, string runId, int node, IReadOnlyList<LockDemand> locks)
    {
        foreach (var wanted in locks) statements.Execute("INSERT OR IGNORE INTO lock_holders (lock, run, node) VALUES ($1, $2, $3)", wanted.Name.StoreKey, runId, node);
        // Whoever is next in the queue of a semaphore may be lucky, too.
        Changed(statements, statements.Execute("DELETE FROM lock_queue WHERE run = $1 AND node = $2", runId, node));
    }

    private static void Queue(Statements statements, string runId, int node, IReadOnlyList<LockDemand> locks, int priority, DateTimeOffset submittedAt)
    {
        foreach (var wanted in locks)
            statements.Execute("INSERT OR IGNORE INTO lock_queue (lock, run, node, priority, since) VALUES ($1, $2, $3, $4, $5)", wanted.Name.StoreKey, runId, node, priority, Row.Time(submittedAt));
    }

    /// <summary>Argo's words; it counts what is free of locks in its memory, and what is held of those in its database.</summary>
    private static string Waiting(LockName name, int held, int limit) => name.Kind switch
    {
        LockKind.DatabaseMutex or LockKind.DatabaseSemaphore => string.Create(CultureInfo.InvariantCulture, $"Waiting for {name} lock ({name.StoreKey}). Lock status: {held}/{limit}"),
        LockKind.ConfigMap when limit == 0 => $"Failed to get semaphore limit for {name}",
        _ => string.Create(CultureInfo.InvariantCulture, $"Waiting for {name} lock. Lock status: {limit - held}/{limit}"),
    };
}
