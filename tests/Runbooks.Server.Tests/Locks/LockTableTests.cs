using Microsoft.Extensions.Time.Testing;
using Runbooks.Engine.Runs;
using Runbooks.Engine.Runs.Locks;
using Runbooks.Server.Locks;
using Runbooks.Server.Storage;

namespace Runbooks.Server.Tests.Locks;

public sealed class LockTableTests : IAsyncDisposable
{
    private static readonly TimeSpan Duration = TimeSpan.FromSeconds(30);
    private static readonly LockName Mutex = new("default", LockKind.Mutex, "deploy");
    private static readonly LockName Size = new("default", LockKind.DatabaseSemaphore, "size");
    private static readonly LockName Map = new("default", LockKind.ConfigMap, "config", "size");

    private readonly TempFolder _folder = new();
    private readonly FakeTimeProvider _time = new(new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero));
    private readonly RunStore _store;

    public LockTableTests() => _store = new RunStore(_folder.File("runbooks.db"), _time);

    [Fact]
    public async Task One_holds_a_mutex_and_others_wait_with_argos_message()
    {
        var (one, other) = (await RunAsync("one"), await RunAsync("other"));

        Assert.True((await TryAsync(one, 3, Mutex)).IsGranted);
        var refused = await TryAsync(other, 0, Mutex);

        Assert.Equal(new LockAnswer(Mutex, "Waiting for default/Mutex/deploy lock. Lock status: 0/1"), refused);
        Assert.Equal([$"{one.RunId}/3"], _store.Locks.Holders(Mutex));
    }

    [Fact]
    public async Task Who_holds_a_lock_is_granted_it_again()
    {
        var run = await RunAsync("one");

        Assert.True((await TryAsync(run, LockTable.Run, Mutex)).IsGranted);
        Assert.True((await TryAsync(run, LockTable.Run, Mutex)).IsGranted);
        Assert.Equal([run.RunId], _store.Locks.Holders(Mutex));
    }

    [Fact]
    public async Task Two_nodes_of_a_run_are_two_holders()
    {
        var run = await RunAsync("one");

        Assert.True((await TryAsync(run, 1, Mutex)).IsGranted);
        Assert.False((await TryAsync(run, 2, Mutex)).IsGranted);
    }

    [Fact]
    public async Task All_locks_are_taken_or_none()
    {
        var (one, other) = (await RunAsync("one"), await RunAsync("other"));
        var second = Mutex with { Name = "second" };
        await TryAsync(one, 0, second);

        Assert.Equal(second, (await TryAsync(other, 0, Mutex, second)).Lock);
        Assert.Empty(_store.Locks.Holders(Mutex));
    }

    [Fact]
    public async Task What_a_decision_lets_go_is_free_when_its_events_are_stored()
    {
        var (one, other) = (await RunAsync("one"), await RunAsync("other"));
        await TryAsync(one, 3, Mutex);
        await TryAsync(other, 0, Mutex);
        var before = _store.Locks.Version;

        await _store.AppendAsync(one, [new RunStarted(_time.GetUtcNow())], letGo: [3]);

        Assert.True(_store.Locks.Version > before);
        Assert.True((await TryAsync(other, 0, Mutex)).IsGranted);
    }

    [Fact]
    public async Task A_finished_run_holds_nothing_and_can_get_nothing()
    {
        var run = await RunAsync("one");
        await TryAsync(run, 0, Mutex);

        await _store.AppendAsync(run, [new RunFinished(_time.GetUtcNow(), RunPhase.Failed, null)]);

        Assert.Empty(_store.Locks.Holders(Mutex));
        await Assert.ThrowsAsync<LeaseLostException>(() => TryAsync(run, 0, Mutex));
    }

    [Fact]
    public async Task Whoever_has_lost_the_run_can_get_nothing_for_it()
    {
        var stale = await RunAsync("one");
        await _store.ReleaseAsync(stale);
        var current = Assert.Single(await _store.ClaimDueAsync("another", Duration, 10));

        await Assert.ThrowsAsync<LeaseLostException>(() => TryAsync(stale, 0, Mutex));
        Assert.True((await TryAsync(current, 0, Mutex)).IsGranted);
    }

    [Fact]
    public async Task The_queue_goes_by_priority_and_then_by_age()
    {
        var holder = await RunAsync("holder");
        var (old, young, urgent) = (await RunAsync("old"), await RunAsync("young"), await RunAsync("urgent"));
        await TryAsync(holder, 0, Mutex);
        await TryAsync(young, 0, Mutex);
        await TryAsync(old, 0, Mutex);
        await TryAsync(5, urgent, 0, Mutex);
        await LetGoAsync(holder, 0);

        Assert.False((await TryAsync(young, 0, Mutex)).IsGranted);
        Assert.False((await TryAsync(old, 0, Mutex)).IsGranted);
        Assert.True((await TryAsync(5, urgent, 0, Mutex)).IsGranted);
        await LetGoAsync(urgent, 0);
        Assert.False((await TryAsync(young, 0, Mutex)).IsGranted);
        Assert.True((await TryAsync(old, 0, Mutex)).IsGranted);
    }

    [Fact]
    public async Task A_run_whose_worker_is_gone_does_not_hold_up_the_queue()
    {
        var holder = await RunAsync("holder");
        var (dead, alive) = (await RunAsync("dead"), await RunAsync("alive"));
        await TryAsync(holder, 0, Mutex);
        await TryAsync(dead, 0, Mutex);
        await TryAsync(alive, 0, Mutex);
        await _store.ReleaseAsync(dead);
        await LetGoAsync(holder, 0);

        Assert.True((await TryAsync(alive, 0, Mutex)).IsGranted);
    }

    [Fact]
    public async Task As_many_hold_a_semaphore_as_the_store_says_when_they_ask()
    {
        var run = await RunAsync("one");
        await _store.SyncLimits.CreateAsync("default", "size", 1);

        Assert.True((await TryAsync(run, 1, Size)).IsGranted);
        Assert.Equal("Waiting for default/Database/size lock (sem/default/size). Lock status: 1/1", (await TryAsync(run, 2, Size)).Message);
        await _store.SyncLimits.UpdateAsync("default", "size", 2);
        Assert.True((await TryAsync(run, 2, Size)).IsGranted);
    }

    [Fact]
    public async Task A_semaphore_that_nobody_has_made_can_never_be_had()
    {
        var answer = await TryAsync(await RunAsync("one"), 0, Size);

        Assert.Equal((true, "failed to initialize semaphore default/Database/size with limit; set one: runbooks sync create size --type database --limit N -n default"), (answer.IsFinal, answer.Message));
    }

    [Fact]
    public async Task Of_a_semaphore_in_a_config_map_argo_says_how_many_are_free()
    {
        var run = await RunAsync("one");
        await TryAsync(run, 1, Map);
        await TryAsync(run, 2, Map);

        Assert.Equal("Waiting for default/ConfigMap/config/size lock. Lock status: 0/2", (await TryAsync(run, 3, Map)).Message);
    }

    [Fact]
    public async Task A_mutex_and_a_semaphore_of_the_database_are_two_locks_though_argo_gives_them_one_name()
    {
        var run = await RunAsync("one");
        await _store.SyncLimits.CreateAsync("default", "size", 1);

        Assert.True((await TryAsync(run, 1, Size)).IsGranted);
        Assert.True((await TryAsync(run, 2, Size with { Kind = LockKind.DatabaseMutex })).IsGranted);
    }

    [Fact]
    public async Task A_limit_is_made_once_changed_and_deleted()
    {
        Assert.True(await _store.SyncLimits.CreateAsync("default", "size", 2));
        Assert.False(await _store.SyncLimits.CreateAsync("default", "size", 3));
        Assert.Equal(2, await _store.SyncLimits.FindAsync("default", "size"));
        Assert.True(await _store.SyncLimits.DeleteAsync("default", "size"));
        Assert.Null(await _store.SyncLimits.FindAsync("default", "size"));
        Assert.False(await _store.SyncLimits.UpdateAsync("default", "size", 1));
        Assert.False(await _store.SyncLimits.DeleteAsync("default", "size"));
    }

    public async ValueTask DisposeAsync()
    {
        await _store.DisposeAsync();
        _folder.Dispose();
    }

    /// <summary>A run that somebody advances; each is a second younger than the one before.</summary>
    private async Task<Lease> RunAsync(string name)
    {
        _time.Advance(TimeSpan.FromSeconds(1));
        await _store.SubmitAsync(TestRun.Call(name) with { At = _time.GetUtcNow() });
        return Assert.Single(await _store.ClaimDueAsync("me", Duration, 10));
    }

    private Task<LockAnswer> TryAsync(Lease lease, int node, params LockName[] names) => TryAsync(0, lease, node, names);

    private Task<LockAnswer> TryAsync(int priority, Lease lease, int node, params LockName[] names) =>
        _store.Locks.TryAcquireAsync(lease, node, [.. names.Select(name => new LockDemand(name, name.IsMutex ? 1 : name.Kind == LockKind.ConfigMap ? 2 : null))], priority, SubmittedAt(lease));

    private Task LetGoAsync(Lease lease, int node) => _store.AppendAsync(lease, [new RunStarted(_time.GetUtcNow())], letGo: [node]);

    private DateTimeOffset SubmittedAt(Lease lease) => _store.Find(lease.RunId)!.SubmittedAt;
}
