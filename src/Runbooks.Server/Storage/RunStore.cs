using Microsoft.Data.Sqlite;
using Runbooks.Engine.Runs;
using Runbooks.Engine.Runs.Requests;
using Runbooks.Server.Workers;

namespace Runbooks.Server.Storage;

/// <summary>
/// The truth about all runs: each one's append-only events, and one row that says how it stands and who advances it. Any number of
/// processes may use the same file.
/// </summary>
public sealed class RunStore : IAsyncDisposable
{
    /// <summary>A store that refuses what is written is tried again so often.</summary>
    private static readonly TimeSpan BetweenTries = TimeSpan.FromSeconds(1);

    private readonly Database _database;
    private readonly Lazy<GroupCommit> _writer;
    private readonly TimeProvider _time;
    private readonly AppendSignal _appended = new();
    private readonly AppendSignal _locksChanged = new();

    /// <param name="file">Made, with its folder, if it isn't there.</param>
    /// <exception cref="StoreException">It can't be used.</exception>
    public RunStore(string file, TimeProvider time) : this(new Database(file), time) { }

    private RunStore(Database database, TimeProvider time)
    {
        _time = time;
        _database = database;
        _writer = new Lazy<GroupCommit>(() => new GroupCommit(OpenToWrite()));
        Locks = new LockTable(this, time);
        SyncLimits = new SyncLimits(this);
        MemoizedOutputs = new MemoizedOutputs(this, time);
    }

    /// <summary>Only to read: it may be another user's, or a copy that can't be written.</summary>
    /// <exception cref="StoreException">It isn't there, or can't be used.</exception>
    public static RunStore ToRead(string file, TimeProvider time) => new(Database.ToRead(file), time);

    public StoreHealth Health { get; } = new();

    public LockTable Locks { get; }

    public SyncLimits SyncLimits { get; }

    public MemoizedOutputs MemoizedOutputs { get; }

    /// <summary>Stores a new run; it is due at once.</summary>
    /// <exception cref="RunNameTakenException">There is a run of that name.</exception>
    public async Task SubmitAsync(RunSubmitted submitted)
    {
        var body = EventJson.Write(submitted);
        try
        {
            await Writer.WriteAsync(statements =>
            {
                statements.Execute(
                    "INSERT INTO runs (id, namespace, name, phase, submitted_at, due_at, priority, series, labels) VALUES ($1, $2, $3, $4, $5, $5, $6, $7, $8)",
                    submitted.Run.Id, submitted.Run.Namespace, submitted.Run.Name, nameof(RunPhase.Pending), Row.Time(submitted.At),
                    (submitted.Stored?.Spec ?? submitted.Workflow.Spec).Priority ?? 0, Series.Of(submitted.Workflow.Metadata), Row.Labels(submitted.Workflow.Metadata));
                return Insert(statements, submitted.Run.Id, body);
            });
        }
        catch (SqliteException e) when (e.SqliteExtendedErrorCode == 2067)
        {
            throw new RunNameTakenException(submitted.Run.Namespace, submitted.Run.Name);
        }
    }

    /// <summary>Adds events to a run's history: all of them or none, on disk when the task ends.</summary>
    /// <param name="events">At least one.</param>
    /// <param name="requests">The requests up to here are among them, and are removed.</param>
    /// <param name="letGo">Nodes whose locks others may have from now on.</param>
    /// <param name="end">If the run ends with them, what its row is to say of that.</param>
    /// <exception cref="LeaseLostException">Another worker has the run.</exception>
    public async Task AppendAsync(Lease lease, IReadOnlyList<RunEvent> events, long requests = 0, IReadOnlyList<int>? letGo = null, RunEnd? end = null)
    {
        var locksChanged = false;
        // Written down here, by the many who append, and not by the one writer.
        var bodies = events.Select(EventJson.Write).ToArray();
        await Writer.WriteAsync(statements =>
        {
            if (statements.Execute("INSERT INTO events (run, body) SELECT id, $2 FROM runs WHERE id = $1 AND fence = $3", lease.RunId, bodies[0], lease.Fence) == 0)
                throw new LeaseLostException(lease.RunId);
            if (requests > 0) statements.Execute("DELETE FROM requests WHERE run = $1 AND id <= $2", lease.RunId, requests);
            foreach (var e in events) Summarize(statements, lease.RunId, e, end);
            foreach (var node in letGo ?? []) locksChanged |= LockTable.LetGo(statements, lease.RunId, node);
            if (events[^1] is RunFinished) locksChanged |= LockTable.LetAllGo(statements, lease.RunId);
            return Insert(statements, lease.RunId, bodies.AsSpan(1));
        });
        _appended.Raise();
        if (locksChanged) RaiseLocksChanged();
    }

    /// <summary>The same, for as long as it takes: a full disk ends no run. What is decided waits, and so does what is to be carried out.</summary>
    /// <param name="givenUp">Cancelled when nobody waits for it any more.</param>
    /// <exception cref="LeaseLostException">Another worker has the run.</exception>
    public async Task AppendPatientlyAsync(Lease lease, IReadOnlyList<RunEvent> events, long requests, IReadOnlyList<int>? letGo, RunEnd? end, CancellationToken givenUp)
    {
        while (true)
        {
            try
            {
                await AppendAsync(lease, events, requests, letGo, end);
                Health.Takes();
                return;
            }
            catch (StoreException refused)
            {
                Health.Refuses(refused);
                await Task.Delay(BetweenTries, _time, givenUp);
            }
        }
    }

    /// <summary>
    /// Leaves a request to a run, from any process: an event that the run's worker takes over into its history. One that has the run does so
    /// within a moment (<c>RequestClock</c>), else whoever takes it up next. The decider has to bear one that comes too late to mean anything.
    /// </summary>
    /// <param name="evenIfFinished">It can be asked of a run that is finished, too.</param>
    /// <returns>False if the run is finished, or isn't there: nothing can be asked of it.</returns>
    public async Task<bool> RequestAsync(string runId, RunEvent request, bool evenIfFinished = false)
    {
        var body = EventJson.Write(request);
        return await Writer.WriteAsync(statements =>
            statements.Execute("INSERT INTO requests (run, body) SELECT id, $2 FROM runs WHERE id = $1 AND ($3 OR finished_at IS NULL)", runId, body, evenIfFinished)) > 0;
    }

    /// <summary>What is wanted of a run and not yet in its history.</summary>
    public RequestPage ReadRequests(string runId)
    {
        var position = 0L;
        var events = Read("SELECT id, body FROM requests WHERE run = $1 ORDER BY id", row =>
        {
            position = row.GetInt64(0);
            return EventJson.Read(row.GetString(1));
        }, runId);
        return events.Count == 0 ? RequestPage.Empty : new RequestPage(events, position);
    }

    /// <summary>The runs of which something is wanted; of most, nothing ever is.</summary>
    public IReadOnlyList<string> RunsWithRequests() => Read("SELECT DISTINCT run FROM requests", row => row.GetString(0));

    /// <summary>
    /// Takes the right to advance runs that are due, as each is until its end, and that nobody has. No clock is believed further than it must be, since
    /// it may have been set: since when a run is due only orders them, and a lease that has run out is still another's if that one is seen to live.
    /// </summary>
    /// <param name="only">Only this run, or null for any.</param>
    public Task<List<Lease>> ClaimDueAsync(string owner, TimeSpan duration, int limit, string? only = null)
    {
        var now = _time.GetUtcNow();
        return Writer.WriteAsync(statements => statements.Query(
            """
            UPDATE runs SET owner = $1, leased_until = $2, fence = fence + 1
            WHERE id IN (SELECT id FROM runs WHERE due_at IS NOT NULL AND (owner IS NULL OR (leased_until < $3 AND (owner = $1 OR NOT lives(owner)))) AND ($4 IS NULL OR id = $4) ORDER BY priority DESC, due_at LIMIT $5)
            RETURNING id, fence
            """,
            row => new Lease(row.GetString(0), row.GetInt64(1)), owner, Row.Time(now + duration), Row.Time(now), only, limit));
    }

    /// <summary>The right to append once to a run that nobody advances, due or not. Who claims the run meanwhile takes it away: it keeps nobody waiting.</summary>
    /// <returns>Null if somebody has the run.</returns>
    public async Task<Lease?> BorrowAsync(string runId)
    {
        var now = Row.Time(_time.GetUtcNow());
        var leases = await Writer.WriteAsync(statements => statements.Query(
            "UPDATE runs SET fence = fence + 1 WHERE id = $1 AND (owner IS NULL OR (leased_until < $2 AND NOT lives(owner))) RETURNING id, fence",
            row => new Lease(row.GetString(0), row.GetInt64(1)), runId, now));
        return leases.FirstOrDefault();
    }

    /// <summary>Keeps leases for so much longer.</summary>
    /// <returns>Those that are lost: another worker has the run.</returns>
    public Task<List<Lease>> RenewAsync(IReadOnlyCollection<Lease> leases, TimeSpan duration) => Writer.WriteAsync(statements =>
    {
        var until = Row.Time(_time.GetUtcNow() + duration);
        return leases.Where(lease => statements.Execute(
            "UPDATE runs SET leased_until = $3 WHERE id = $1 AND fence = $2 AND owner IS NOT NULL", lease.RunId, lease.Fence, until) == 0).ToList();
    });

    /// <summary>Gives a run back; it stays due if it isn't finished.</summary>
    public Task ReleaseAsync(Lease lease) =>
        Writer.WriteAsync(statements => statements.Execute("UPDATE runs SET owner = NULL, leased_until = NULL WHERE id = $1 AND fence = $2", lease.RunId, lease.Fence));

    /// <summary>The workers that have runs, each with the end of its latest lease, in Unix milliseconds: it changes as long as they live.</summary>
    internal IReadOnlyDictionary<string, long> Owners() =>
        Read("SELECT owner, MAX(leased_until) FROM runs WHERE owner IS NOT NULL GROUP BY owner", row => KeyValuePair.Create(row.GetString(0), row.GetInt64(1))).ToDictionary();

    /// <summary>Frees the runs of workers that are known to be gone, before their leases run out.</summary>
    public async Task ReleaseOwnersAsync(Func<string, bool> isGone)
    {
        var owners = Read("SELECT DISTINCT owner FROM runs WHERE owner IS NOT NULL", row => row.GetString(0)).FindAll(owner => isGone(owner));
        foreach (var owner in owners)
            await Writer.WriteAsync(statements => statements.Execute("UPDATE runs SET owner = NULL, leased_until = NULL WHERE owner = $1", owner));
    }

    /// <summary>Who has the run now, or null.</summary>
    public string? OwnerOf(string runId)
    {
        var now = Row.Time(_time.GetUtcNow());
        var owners = Read("SELECT owner, leased_until FROM runs WHERE id = $1 AND owner IS NOT NULL", row => (Name: row.GetString(0), LeasedUntil: row.GetInt64(1)), runId);
        return owners.FirstOrDefault(owner => owner.LeasedUntil >= now || WorkerIdentity.Lives(owner.Name)).Name;
    }

    /// <summary>Finds a run by its name or id; <c>@latest</c> is the one submitted last. The newest wins if a name stands in several namespaces.</summary>
    public RunSummary? Find(string run, string? @namespace = null) => Read(
        $"SELECT {Row.SummaryColumns} FROM runs WHERE ($1 = '@latest' OR name = $1 OR id = $1) AND ($2 IS NULL OR namespace = $2) AND (expires_at IS NULL OR expires_at > $3) ORDER BY id DESC LIMIT 1",
        Row.Summary, run, @namespace, Row.Time(_time.GetUtcNow())).FirstOrDefault();

    /// <param name="continue">From the page before, or null for the first.</param>
    public RunPage List(RunFilter filter, int limit, string? @continue = null)
    {
        var (condition, values) = filter.Sql(Row.Time(_time.GetUtcNow()));
        var rows = Read($"SELECT {Row.SummaryColumns} FROM runs WHERE {condition} AND ($1 IS NULL OR id < $1) ORDER BY id DESC LIMIT $2", Row.Summary, [@continue, limit + 1, .. values]);
        return rows.Count <= limit ? new RunPage(rows, null) : new RunPage(rows.GetRange(0, limit), rows[limit - 1].Id);
    }

    /// <summary>A run's events after a position; 0 for all.</summary>
    public EventPage ReadEvents(string runId, long after = 0)
    {
        var position = after;
        var events = Read("SELECT id, body FROM events WHERE run = $1 AND id > $2 ORDER BY id", row =>
        {
            position = row.GetInt64(0);
            return EventJson.Read(row.GetString(1));
        }, runId, after);
        return new EventPage(events, position);
    }

    /// <summary>The same, but waits until there is something; looks anew after each append here, and often enough for those elsewhere.</summary>
    /// <exception cref="RunDeletedException">Nothing will come any more.</exception>
    public async Task<EventPage> WaitForEventsAsync(string runId, long after, CancellationToken cancellation)
    {
        while (true)
        {
            var appended = _appended.Next;
            if (ReadEvents(runId, after) is { Events.Count: > 0 } page) return page;
            if (Read("SELECT 1 FROM runs WHERE id = $1", row => row.GetInt32(0), runId).Count == 0) throw new RunDeletedException(runId);
            using var pause = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
            await Task.WhenAny(appended, Task.Delay(TimeSpan.FromMilliseconds(250), _time, pause.Token));
            // A busy run has thousands of appends a second: their timers must not pile up.
            await pause.CancelAsync();
            cancellation.ThrowIfCancellationRequested();
        }
    }

    /// <summary>Deletes a run with all that is known of it.</summary>
    /// <returns>False if it isn't there or, unless that doesn't matter, hasn't ended.</returns>
    public Task<bool> DeleteAsync(string runId, bool evenIfRunning = false) => DeleteAsync(runId, "finished_at IS NOT NULL OR $2", evenIfRunning);

    /// <summary>The runs that have been kept as long as they were to be.</summary>
    public IReadOnlyList<string> Expired() => Read("SELECT id FROM runs WHERE expires_at <= $1 ORDER BY expires_at", row => row.GetString(0), Row.Time(_time.GetUtcNow()));

    /// <summary>Deletes a run, if its time is still over: it may have been retried meanwhile.</summary>
    public Task<bool> DeleteExpiredAsync(string runId) => DeleteAsync(runId, "expires_at <= $2", Row.Time(_time.GetUtcNow()));

    /// <summary>The last run of the same runbook, submitted before this one, that succeeded.</summary>
    public RunSummary? FindBaseline(string runId) => Read(
        $"""
        SELECT {Row.SummaryColumns} FROM runs
        WHERE phase = 'Succeeded' AND id < $1 AND (namespace, series) = (SELECT namespace, series FROM runs WHERE id = $1) ORDER BY id DESC LIMIT 1
        """,
        Row.Summary, runId).FirstOrDefault();

    public ValueTask DisposeAsync() => _writer.IsValueCreated ? _writer.Value.DisposeAsync() : ValueTask.CompletedTask;

    /// <summary>Leaves nothing on the disk of the runs that were deleted.</summary>
    /// <exception cref="StoreException">The store refuses it now; at the next deletion it is done all the same.</exception>
    public void Purge() => _database.Purge();

    /// <summary>Ends when somebody who waits for a lock may have got a chance, as far as this process knows.</summary>
    internal Task LocksChanged => _locksChanged.Next;

    private GroupCommit Writer => _writer.Value;

    private SqliteConnection OpenToWrite()
    {
        var connection = _database.Open();
        // Asked of the few leases that have run out, and of no other.
        connection.CreateFunction<string, bool>("lives", WorkerIdentity.Lives);
        return connection;
    }

    internal void RaiseLocksChanged() => _locksChanged.Raise();

    internal Task<T> WriteAsync<T>(Func<Statements, T> work) => Writer.WriteAsync(work);

    private async Task<bool> DeleteAsync(string runId, string condition, object value)
    {
        var isDeleted = await Writer.WriteAsync(statements =>
        {
            if (statements.Query($"SELECT id FROM runs WHERE id = $1 AND ({condition})", row => row.GetString(0), runId, value).Count == 0) return false;
            LockTable.LetAllGo(statements, runId);
            foreach (var table in new[] { "events", "requests", "lock_holders", "lock_queue" }) statements.Execute($"DELETE FROM {table} WHERE run = $1", runId);
            return statements.Execute("DELETE FROM runs WHERE id = $1", runId) > 0;
        });
        if (isDeleted) RaiseLocksChanged();
        return isDeleted;
    }

    private static int Insert(Statements statements, string runId, params ReadOnlySpan<string> bodies)
    {
        foreach (var body in bodies) statements.Execute("INSERT INTO events (run, body) VALUES ($1, $2)", runId, body);
        return bodies.Length;
    }

    /// <summary>What an event means for the run's row.</summary>
    private static void Summarize(Statements statements, string runId, RunEvent e, RunEnd? end)
    {
        if (e is LocksAwaited { Node: null } awaited)
            statements.Execute("UPDATE runs SET message = $2 WHERE id = $1", runId, awaited.Message);
        if (e is RunStarted)
            statements.Execute("UPDATE runs SET phase = $2, started_at = $3, message = NULL WHERE id = $1", runId, nameof(RunPhase.Running), Row.Time(e.At));
        if (e is RunRetried)
            statements.Execute("UPDATE runs SET phase = $2, started_at = $3, finished_at = NULL, message = NULL, cause = NULL, due_at = $3, expires_at = NULL WHERE id = $1", runId, nameof(RunPhase.Running), Row.Time(e.At));
        if (e is RunFinished finished)
        {
            statements.Execute("UPDATE runs SET phase = $2, finished_at = $3, message = $4, due_at = NULL, owner = NULL, leased_until = NULL, expires_at = $5, cause = $6 WHERE id = $1",
                runId, finished.Phase.ToString(), Row.Time(e.At), finished.Message, end?.ExpiresAt is { } at ? Row.Time(at) : null, end?.Cause);
            // What came while it ended can't be done any more.
            statements.Execute("DELETE FROM requests WHERE run = $1", runId);
        }
    }

    internal List<T> Read<T>(string sql, Func<SqliteDataReader, T> read, params ReadOnlySpan<object?> values)
    {
        using var connection = _database.OpenToRead();
        using var statements = new Statements(connection);
        try
        {
            return statements.Query(sql, read, values);
        }
        catch (SqliteException refused)
        {
            throw StoreException.Of(refused, _database.File);
        }
    }
}
