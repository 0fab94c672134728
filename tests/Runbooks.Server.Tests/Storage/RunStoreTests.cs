using Microsoft.Extensions.Time.Testing;
using Runbooks.Engine.Runs;
using Runbooks.Engine.Runs.Requests;
using Runbooks.Engine.Steps;
using Runbooks.Server.Storage;

namespace Runbooks.Server.Tests.Storage;

public sealed class RunStoreTests : IAsyncDisposable
{
    private static readonly TimeSpan Lease = TimeSpan.FromSeconds(30);

    private readonly TempFolder _folder = new();
    private readonly FakeTimeProvider _time = new(new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero));
    private readonly RunStore _store;

    public RunStoreTests() => _store = new RunStore(_folder.File("runbooks.db"), _time);

    [Fact]
    public async Task A_submitted_run_can_be_found_by_name_by_id_and_as_the_latest()
    {
        var first = await SubmitAsync("first");
        var second = await SubmitAsync("second");

        Assert.Equal(first.Run.Id, _store.Find("first")!.Id);
        Assert.Equal("second", _store.Find(second.Run.Id)!.Name);
        Assert.Equal("second", _store.Find("@latest")!.Name);
        Assert.Null(_store.Find("third"));
        Assert.Null(_store.Find("first", "elsewhere"));
    }

    [Fact]
    public async Task A_run_is_deleted_with_all_that_is_known_of_it_when_it_has_ended()
    {
        var run = await SubmitAsync("old");
        Assert.False(await _store.DeleteAsync(run.Run.Id));
        await EndAsync(RunPhase.Succeeded);

        Assert.True(await _store.DeleteAsync(run.Run.Id));

        Assert.Null(_store.Find("old"));
        Assert.Empty(_store.ReadEvents(run.Run.Id).Events);
        Assert.False(await _store.DeleteAsync(run.Run.Id));
        await SubmitAsync("old");
    }

    [Fact]
    public async Task A_run_that_goes_on_can_be_deleted_all_the_same_and_its_worker_finds_it_gone()
    {
        var run = await SubmitAsync("going");
        var lease = Assert.Single(await ClaimAsync());
        await _store.RequestAsync(run.Run.Id, new SuspendRequest(_time.GetUtcNow(), "1", "alice"));

        Assert.True(await _store.DeleteAsync(run.Run.Id, evenIfRunning: true));

        await Assert.ThrowsAsync<LeaseLostException>(() => _store.AppendAsync(lease, [new RunStarted(_time.GetUtcNow())]));
    }

    [Fact]
    public async Task A_run_expires_when_its_time_has_come_unless_it_was_retried()
    {
        var (kept, retried) = (await SubmitAsync("kept"), await SubmitAsync("retried"));
        await EndAsync(RunPhase.Failed, _time.GetUtcNow().AddSeconds(10));
        Assert.Empty(_store.Expired());

        _time.Advance(TimeSpan.FromSeconds(10));
        Assert.Equal([kept.Run.Id, retried.Run.Id], _store.Expired().Order());
        var lease = (await _store.BorrowAsync(retried.Run.Id))!;
        await _store.AppendAsync(lease, [new RunRetried(_time.GetUtcNow(), [], [], null)]);

        Assert.True(await _store.DeleteExpiredAsync(kept.Run.Id));
        Assert.False(await _store.DeleteExpiredAsync(retried.Run.Id));
        Assert.Equal((RunPhase.Running, null), _store.Find("retried") is var run ? (run!.Phase, run.FinishedAt) : default);
    }

    [Fact]
    public async Task The_baseline_of_a_run_is_the_last_one_of_its_series_that_succeeded()
    {
        foreach (var (name, phase) in new[] { ("a-1", RunPhase.Succeeded), ("a-2", RunPhase.Succeeded), ("a-3", RunPhase.Failed), ("b-1", RunPhase.Succeeded) })
        {
            await SubmitAsync(name, series: name[..2]);
            await EndAsync(phase);
        }
        var next = await SubmitAsync("a-4", series: "a-");
        var alone = await SubmitAsync("alone");

        Assert.Equal("a-2", _store.FindBaseline(next.Run.Id)!.Name);
        Assert.Null(_store.FindBaseline(alone.Run.Id));
        Assert.Null(_store.FindBaseline(_store.Find("a-1")!.Id));
    }

    [Fact]
    public async Task Who_borrows_a_run_may_append_until_somebody_claims_it()
    {
        var run = await SubmitAsync("lent");
        var borrowed = (await _store.BorrowAsync(run.Run.Id))!;
        await _store.AppendAsync(borrowed, [new SuspensionChanged(_time.GetUtcNow(), true)]);
        Assert.Single(await ClaimAsync());

        await Assert.ThrowsAsync<LeaseLostException>(() => _store.AppendAsync(borrowed, [new SuspensionChanged(_time.GetUtcNow(), false)]));
        Assert.Null(await _store.BorrowAsync(run.Run.Id));
    }

    [Fact]
    public async Task A_name_that_is_taken_is_refused_and_the_run_that_has_it_stays_as_it_was()
    {
        var first = await SubmitAsync("twice");

        var refused = await Assert.ThrowsAsync<RunNameTakenException>(() => SubmitAsync("twice"));

        Assert.Contains("there is a run 'twice' in namespace 'default' already", refused.Message);
        Assert.Equal(first.Run.Id, _store.Find("twice")!.Id);
        Assert.Single(_store.ReadEvents(first.Run.Id).Events);
    }

    [Fact]
    public async Task Appended_events_come_back_as_they_were_and_move_the_runs_row_along()
    {
        var submitted = await SubmitAsync("story");
        var lease = Assert.Single(await ClaimAsync());
        var started = new RunStarted(_time.GetUtcNow());
        var node = new NodeStarted(_time.GetUtcNow(), 0, null, "story", NodeType.Plugin, NodePhase.Pending) { Template = "call", Inputs = new Dictionary<string, string> { ["a"] = "ü\n" } };

        await _store.AppendAsync(lease, [started, node]);

        Assert.Equal(RunPhase.Running, _store.Find("story")!.Phase);
        var events = _store.ReadEvents(submitted.Run.Id).Events;
        Assert.Equal(new RunEvent[] { submitted, started, node }.Select(EventJson.Write), events.Select(EventJson.Write));

        await _store.AppendAsync(lease, [new RunFinished(_time.GetUtcNow(), RunPhase.Failed, "no")]);

        Assert.Equal((RunPhase.Failed, "no", _time.GetUtcNow()), _store.Find("story") is var run ? (run!.Phase, run.Message!, run.FinishedAt!.Value) : default);
    }

    [Fact]
    public async Task A_runs_row_says_why_it_failed_until_it_is_retried()
    {
        var run = await SubmitAsync("wrong");
        var lease = Assert.Single(await ClaimAsync());
        await _store.AppendAsync(lease, [new RunFinished(_time.GetUtcNow(), RunPhase.Failed, "child 'wrong-1' failed")], end: new RunEnd(null, "stop(1:i-0b): it is not there"));
        Assert.Equal(("child 'wrong-1' failed", "stop(1:i-0b): it is not there"), (_store.Find("wrong")!.Message, _store.Find("wrong")!.Cause));

        var again = (await _store.BorrowAsync(run.Run.Id))!;
        await _store.AppendAsync(again, [new RunRetried(_time.GetUtcNow(), [], [], null)]);
        Assert.Null(_store.Find("wrong")!.Cause);
    }

    [Fact]
    public async Task Reading_goes_on_from_the_position_of_the_page_before()
    {
        var submitted = await SubmitAsync("paged");
        var lease = Assert.Single(await ClaimAsync());
        var first = _store.ReadEvents(submitted.Run.Id);

        await _store.AppendAsync(lease, [new RunStarted(_time.GetUtcNow())]);
        var second = _store.ReadEvents(submitted.Run.Id, first.Position);

        Assert.IsType<RunSubmitted>(Assert.Single(first.Events));
        Assert.IsType<RunStarted>(Assert.Single(second.Events));
        Assert.Empty(_store.ReadEvents(submitted.Run.Id, second.Position).Events);
    }

    [Fact]
    public async Task An_append_with_a_lease_that_another_has_taken_is_refused_and_the_others_of_its_batch_are_stored()
    {
        var runs = new[] { await SubmitAsync("a"), await SubmitAsync("b"), await SubmitAsync("c") };
        var stale = (await ClaimAsync()).ToDictionary(lease => lease.RunId);
        _time.Advance(Lease + TimeSpan.FromSeconds(1));
        var fresh = Assert.Single(await _store.ClaimDueAsync("other", Lease, 1, only: runs[1].Run.Id));

        var appends = runs.Select(run => _store.AppendAsync(stale[run.Run.Id], [new RunStarted(_time.GetUtcNow())])).ToArray();

        await appends[0];
        await Assert.ThrowsAsync<LeaseLostException>(() => appends[1]);
        await appends[2];
        Assert.Equal([2, 1, 2], runs.Select(run => _store.ReadEvents(run.Run.Id).Events.Count));
        await _store.AppendAsync(fresh, [new RunStarted(_time.GetUtcNow())]);
    }

    [Fact]
    public async Task Only_runs_that_are_due_and_free_are_claimed()
    {
        var finished = await SubmitAsync("finished");
        await SubmitAsync("taken");
        var leases = await ClaimAsync();
        await _store.AppendAsync(leases.Single(lease => lease.RunId == finished.Run.Id), [new RunFinished(_time.GetUtcNow(), RunPhase.Succeeded, null)]);
        var free = await SubmitAsync("free");

        _time.Advance(Lease - TimeSpan.FromSeconds(1));
        var claimed = await _store.ClaimDueAsync("other", Lease, 10);

        Assert.Equal(free.Run.Id, Assert.Single(claimed).RunId);
    }

    [Fact]
    public async Task A_worker_may_ask_for_one_run_only_and_for_so_many()
    {
        await SubmitAsync("a");
        var wanted = await SubmitAsync("b");
        await SubmitAsync("c");

        Assert.Equal(wanted.Run.Id, Assert.Single(await _store.ClaimDueAsync("me", Lease, 10, only: wanted.Run.Id)).RunId);
        Assert.Single(await _store.ClaimDueAsync("me", Lease, 1));
        Assert.Single(await _store.ClaimDueAsync("me", Lease, 10));
        Assert.Empty(await _store.ClaimDueAsync("me", Lease, 10));
    }

    [Fact]
    public async Task A_lease_runs_out_unless_it_is_renewed()
    {
        await SubmitAsync("run");
        var lease = Assert.Single(await ClaimAsync());
        Assert.Equal("me", _store.OwnerOf(lease.RunId));

        _time.Advance(Lease - TimeSpan.FromSeconds(1));
        Assert.Empty(await _store.RenewAsync([lease], Lease));
        _time.Advance(Lease - TimeSpan.FromSeconds(1));
        Assert.Empty(await _store.ClaimDueAsync("other", Lease, 10));

        _time.Advance(TimeSpan.FromSeconds(2));
        Assert.Null(_store.OwnerOf(lease.RunId));
        var next = Assert.Single(await _store.ClaimDueAsync("other", Lease, 10));
        Assert.True(next.Fence > lease.Fence);
        Assert.Equal([lease], await _store.RenewAsync([lease, next], Lease));
    }

    [Fact]
    public async Task A_run_given_back_can_be_claimed_at_once_and_a_late_return_does_not_free_the_next_owners_run()
    {
        await SubmitAsync("run");
        var lease = Assert.Single(await ClaimAsync());

        await _store.ReleaseAsync(lease);
        var next = Assert.Single(await _store.ClaimDueAsync("other", Lease, 10));
        await _store.ReleaseAsync(lease);

        Assert.Equal("other", _store.OwnerOf(next.RunId));
    }

    [Fact]
    public async Task Runs_of_owners_that_are_gone_are_free_before_their_leases_run_out()
    {
        await SubmitAsync("a");
        await _store.ClaimDueAsync("gone", Lease, 10);
        await SubmitAsync("b");
        await _store.ClaimDueAsync("here", Lease, 10);

        await _store.ReleaseOwnersAsync(owner => owner == "gone");

        Assert.Equal(_store.Find("a")!.Id, Assert.Single(await _store.ClaimDueAsync("me", Lease, 10)).RunId);
    }

    [Fact]
    public async Task Pages_of_the_list_show_every_run_once_newest_first()
    {
        for (var i = 0; i < 7; i++) await SubmitAsync($"run-{i}");
        var names = new List<string>();

        var page = _store.List(new RunFilter(), 3);
        while (true)
        {
            names.AddRange(page.Runs.Select(run => run.Name));
            if (page.Continue is null) break;
            page = _store.List(new RunFilter(), 3, page.Continue);
        }

        Assert.Equal(["run-6", "run-5", "run-4", "run-3", "run-2", "run-1", "run-0"], names);
    }

    [Fact]
    public async Task The_list_can_be_cut_down_to_a_namespace_and_a_phase()
    {
        await SubmitAsync("a", "one");
        await SubmitAsync("b", "two");
        var lease = Assert.Single(await _store.ClaimDueAsync("me", Lease, 1, only: _store.Find("b")!.Id));
        await _store.AppendAsync(lease, [new RunStarted(_time.GetUtcNow())]);

        Assert.Equal("a", Assert.Single(_store.List(new RunFilter("one"), 10).Runs).Name);
        Assert.Equal("b", Assert.Single(_store.List(new RunFilter(Phase: RunPhase.Running), 10).Runs).Name);
        Assert.Empty(_store.List(new RunFilter("one", RunPhase.Running), 10).Runs);
    }

    [Fact]
    public async Task Two_stores_on_one_file_see_each_others_runs_and_never_claim_the_same_one()
    {
        await using var other = new RunStore(_folder.File("runbooks.db"), _time);
        for (var i = 0; i < 20; i++) await (i % 2 == 0 ? _store : other).SubmitAsync(NewRun($"run-{i}"));

        var claims = await Task.WhenAll(Enumerable.Range(0, 10).Select(i => (i % 2 == 0 ? _store : other).ClaimDueAsync($"worker-{i}", Lease, 3)));

        var leases = claims.SelectMany(lease => lease).ToList();
        Assert.Equal(20, leases.Count);
        Assert.Equal(20, leases.DistinctBy(lease => lease.RunId).Count());
    }

    [Fact]
    public async Task Who_waits_for_events_is_woken_by_the_append()
    {
        var submitted = await SubmitAsync("watched");
        var lease = Assert.Single(await ClaimAsync());
        var position = _store.ReadEvents(submitted.Run.Id).Position;

        // Time stands still here: only the append itself can end the wait.
        var waiting = _store.WaitForEventsAsync(submitted.Run.Id, position, TestContext.Current.CancellationToken);
        Assert.False(waiting.IsCompleted);
        await _store.AppendAsync(lease, [new RunStarted(_time.GetUtcNow())]);

        Assert.IsType<RunStarted>(Assert.Single((await waiting.WaitAsync(TimeSpan.FromSeconds(30))).Events));
    }

    [Fact]
    public async Task Who_waits_for_events_can_stop_waiting()
    {
        var submitted = await SubmitAsync("watched");
        using var enough = new CancellationTokenSource();
        var waiting = _store.WaitForEventsAsync(submitted.Run.Id, _store.ReadEvents(submitted.Run.Id).Position, enough.Token);

        await enough.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => waiting.WaitAsync(TimeSpan.FromSeconds(30)));
    }

    public async ValueTask DisposeAsync()
    {
        await _store.DisposeAsync();
        _folder.Dispose();
    }

    /// <summary>Ends all runs that nobody has yet.</summary>
    private async Task EndAsync(RunPhase phase, DateTimeOffset? expiresAt = null)
    {
        foreach (var lease in await ClaimAsync()) await _store.AppendAsync(lease, [new RunFinished(_time.GetUtcNow(), phase, null)], end: new RunEnd(expiresAt, null));
    }

    private async Task<RunSubmitted> SubmitAsync(string name, string @namespace = "default", string? series = null)
    {
        var submitted = NewRun(name, @namespace);
        submitted = submitted with { Workflow = submitted.Workflow with { Metadata = submitted.Workflow.Metadata with { GenerateName = series } } };
        await _store.SubmitAsync(submitted);
        return submitted;
    }

    private RunSubmitted NewRun(string name, string @namespace = "default")
    {
        // Ids sort by time.
        _time.Advance(TimeSpan.FromMilliseconds(1));
        var now = _time.GetUtcNow();
        return TestRun.FanOut(name) with { At = now, Run = new RunIdentity(Guid.CreateVersion7(now).ToString(), name, @namespace) };
    }

    private Task<List<Lease>> ClaimAsync() => _store.ClaimDueAsync("me", Lease, 10);
}
