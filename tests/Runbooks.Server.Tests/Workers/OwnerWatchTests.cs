using System.Diagnostics;
using Microsoft.Extensions.Time.Testing;
using Runbooks.Server.Requests;
using Runbooks.Server.Storage;
using Runbooks.Server.Workers;

namespace Runbooks.Server.Tests.Workers;

/// <summary>Runs whose worker is gone are free again, whatever the clocks say.</summary>
public sealed class OwnerWatchTests : IAsyncDisposable
{
    private static readonly TimeSpan Lease = TimeSpan.FromSeconds(30);

    private readonly TempFolder _folder = new();
    private readonly FakeTimeProvider _time = new(DateTimeOffset.UnixEpoch.AddYears(50));
    private readonly RunStore _store;

    public OwnerWatchTests() => _store = new RunStore(_folder.File("runbooks.db"), _time);

    [Fact]
    public async Task A_run_is_due_though_the_clock_was_set_back_since_it_was_submitted()
    {
        await _store.SubmitAsync(TestRun.Call("tomorrow"));
        await using var yesterday = new RunStore(_folder.File("runbooks.db"), new FakeTimeProvider(DateTimeOffset.UnixEpoch.AddYears(10)));

        Assert.Single(await yesterday.ClaimDueAsync("me", Lease, 1));
    }

    [Fact]
    public async Task The_runs_of_a_worker_that_is_silent_are_free_though_its_lease_ends_far_in_the_future()
    {
        await _store.SubmitAsync(TestRun.Call("far"));
        await using (var ahead = new RunStore(_folder.File("runbooks.db"), new FakeTimeProvider(_time.GetUtcNow().AddYears(1))))
            await ahead.ClaimDueAsync("elsewhere", Lease, 1);
        var watch = new OwnerWatch(_store, _time);

        await watch.ReleaseGoneAsync();
        _time.Advance(TimeSpan.FromSeconds(59));
        await watch.ReleaseGoneAsync();
        Assert.Empty(await _store.ClaimDueAsync("me", Lease, 1));
        _time.Advance(TimeSpan.FromSeconds(2));
        await watch.ReleaseGoneAsync();

        Assert.Single(await _store.ClaimDueAsync("me", Lease, 1));
    }

    [Theory]
    [InlineData("another-host/scope/1/1", true, true)]
    [InlineData(null, true, false)]
    [InlineData("gone", false, false)]
    public async Task A_run_is_elsewhere_only_if_a_process_that_lives_and_is_another_has_it(string? owner, bool isHeld, bool isElsewhere)
    {
        var run = TestRun.Call("held");
        await _store.SubmitAsync(run);
        var parts = WorkerIdentity.Current.Split('/');
        var requests = new RunRequests(_store, _time);
        Assert.False(requests.IsHeldElsewhere(run.Run.Id));

        await _store.ClaimDueAsync(owner == "gone" ? string.Join('/', [.. parts[..3], "12"]) : owner ?? WorkerIdentity.Current, Lease, 1);

        Assert.Equal((isHeld, isElsewhere), (requests.IsHeld(run.Run.Id), requests.IsHeldElsewhere(run.Run.Id)));
    }

    [Fact]
    public async Task A_worker_that_renews_its_leases_keeps_its_runs_though_its_clock_goes_wrong()
    {
        await _store.SubmitAsync(TestRun.Call("kept"));
        var wrong = new FakeTimeProvider(_time.GetUtcNow().AddYears(1));
        await using var elsewhere = new RunStore(_folder.File("runbooks.db"), wrong);
        var leases = await elsewhere.ClaimDueAsync("elsewhere", Lease, 1);
        var watch = new OwnerWatch(_store, _time);

        for (var i = 0; i < 20; i++)
        {
            await watch.ReleaseGoneAsync();
            _time.Advance(Lease / 3);
            wrong.Advance(TimeSpan.FromMilliseconds(i == 10 ? 1 : 10_000));
            Assert.Empty(await elsewhere.RenewAsync(leases, Lease));
        }

        Assert.Empty(await _store.ClaimDueAsync("me", Lease, 1));
    }

    [Fact]
    public async Task A_run_whose_process_lives_here_is_not_taken_by_one_whose_clock_is_hours_ahead()
    {
        await _store.SubmitAsync(TestRun.Call("healthy"));
        var lease = Assert.Single(await _store.ClaimDueAsync(WorkerIdentity.Current, Lease, 1));
        await using var ahead = new RunStore(_folder.File("runbooks.db"), new FakeTimeProvider(_time.GetUtcNow().AddHours(3)));

        Assert.Empty(await ahead.ClaimDueAsync("ahead", Lease, 1));
        Assert.Null(await ahead.BorrowAsync(lease.RunId));
        Assert.Equal(WorkerIdentity.Current, ahead.OwnerOf(lease.RunId));
    }

    [Fact]
    public async Task A_process_here_that_stands_still_loses_its_runs_after_a_minute_and_not_before()
    {
        using var stopped = Process.Start("sleep", "600");
        await _store.SubmitAsync(TestRun.Call("still"));
        await _store.ClaimDueAsync(WorkerIdentity.Of(stopped.Id)!, Lease, 1);
        var watch = new OwnerWatch(_store, _time);

        await watch.ReleaseGoneAsync();
        _time.Advance(TimeSpan.FromSeconds(59));
        await watch.ReleaseGoneAsync();
        Assert.Empty(await _store.ClaimDueAsync("me", Lease, 1));
        _time.Advance(TimeSpan.FromSeconds(2));
        await watch.ReleaseGoneAsync();

        Assert.Single(await _store.ClaimDueAsync("me", Lease, 1));
        stopped.Kill();
    }

    public async ValueTask DisposeAsync()
    {
        await _store.DisposeAsync();
        _folder.Dispose();
    }
}
