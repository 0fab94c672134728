using System.Collections.Concurrent;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Time.Testing;
using Runbooks.Engine.Runs;
using Runbooks.Engine.Steps;
using Runbooks.Server.Storage;
using Runbooks.Server.Workers;

namespace Runbooks.Server.Tests.Workers;

/// <summary>What becomes of runs when their lease, their store or their worker fails.</summary>
public sealed class LeaseTests : IDisposable
{
    private static readonly WorkerOptions QuickClock = new() { Lease = TimeSpan.FromMilliseconds(300) };

    private readonly TempFolder _folder = new();

    [Fact]
    public async Task A_run_that_another_worker_has_taken_is_left_alone_and_goes_on_when_it_is_free_again()
    {
        var submitted = TestRun.Call("taken");
        var first = new Attempt();
        var attempts = new ConcurrentQueue<bool>();
        await using var host = await TestHost.StartAsync(_folder.Path, step =>
        {
            attempts.Enqueue(step.Adopt);
            return step.Adopt ? Task.FromResult(ScriptedExecutor.Result("\"again\"")) : first.RunAsync();
        });
        await host.SubmitAsync(submitted);
        await first.Started;
        MoveOwnersElsewhere();
        await using var thief = new RunStore(_folder.File("runbooks.db"), new FakeTimeProvider(TimeProvider.System.GetUtcNow().AddHours(1)));
        var stolen = Assert.Single(await thief.ClaimDueAsync("thief", TimeSpan.FromHours(1), 1));

        first.End(ScriptedExecutor.Result("\"too late\""));
        await Until.TrueAsync(() => !host.HasActiveRuns);
        Assert.DoesNotContain(host.Store.ReadEvents(submitted.Run.Id).Events, e => e is NodeFinished);

        await thief.ReleaseAsync(stolen);
        host.Wake();
        var run = await host.FinishAsync(submitted.Run.Id);
        Assert.Equal("\"again\"", run.Root!.Outputs!.Result);
        Assert.Equal([false, true], attempts);
    }

    [Fact]
    public async Task A_lost_lease_is_noticed_while_nothing_happens_and_the_step_is_let_go()
    {
        var submitted = TestRun.Call("idle");
        var step = new Attempt();
        await using var host = await TestHost.StartAsync(_folder.Path, (_, cancellation) => step.RunAsync(cancellation), QuickClock);
        await host.SubmitAsync(submitted);
        await step.Started;
        MoveOwnersElsewhere();
        await using var thief = new RunStore(_folder.File("runbooks.db"), new FakeTimeProvider(TimeProvider.System.GetUtcNow().AddHours(1)));

        Assert.Single(await thief.ClaimDueAsync("thief", TimeSpan.FromHours(1), 1));

        await step.Cancelled.WaitAsync(TimeSpan.FromSeconds(30));
        await Until.TrueAsync(() => !host.HasActiveRuns);
    }

    [Fact]
    public async Task A_run_is_kept_as_long_as_its_worker_lives()
    {
        var submitted = TestRun.Call("kept");
        var step = new Attempt();
        var time = new FakeTimeProvider(TimeProvider.System.GetUtcNow());
        await using var host = await TestHost.StartAsync(_folder.Path, _ => step.RunAsync(), QuickClock, time);
        await host.SubmitAsync(submitted);
        await step.Started;
        await using var other = new RunStore(_folder.File("runbooks.db"), time);

        for (var i = 0; i < 10; i++)
        {
            time.Advance(QuickClock.Lease / 3);
            await Until.TrueAsync(() => other.Owners().Values.Single() >= (time.GetUtcNow() + QuickClock.Lease).ToUnixTimeMilliseconds());
            Assert.Empty(await other.ClaimDueAsync("other", TimeSpan.FromHours(1), 1));
        }

        step.End(ScriptedExecutor.Result("1"));
        Assert.Equal(RunPhase.Succeeded, (await host.FinishAsync(submitted.Run.Id)).Phase);
    }

    [Fact]
    public async Task A_store_that_fails_for_a_while_holds_its_runs_up_and_what_a_step_gave_meanwhile_is_kept()
    {
        var submitted = TestRun.Call("trouble");
        var first = new Attempt();
        await using var host = await TestHost.StartAsync(_folder.Path,
            step => step.Adopt ? Task.FromResult(ScriptedExecutor.Result("\"again\"")) : first.RunAsync(), QuickClock);
        var said = new ConcurrentQueue<string>();
        host.Store.Health.Tell = said.Enqueue;
        await host.SubmitAsync(submitted);
        await first.Started;

        Execute("ALTER TABLE events RENAME TO hidden");
        first.End(ScriptedExecutor.Result("\"kept\""));
        await Until.TrueAsync(() => !said.IsEmpty);
        Execute("ALTER TABLE hidden RENAME TO events");

        var run = await host.FinishAsync(submitted.Run.Id);
        Assert.Equal((RunPhase.Succeeded, "\"kept\""), (run.Phase, run.Root!.Outputs!.Result));
    }

    [Fact]
    public async Task A_run_that_cannot_be_read_does_not_stop_the_others()
    {
        await using var host = await TestHost.StartAsync(_folder.Path, _ => Task.FromResult(ScriptedExecutor.Result("1")));
        Execute("INSERT INTO runs (id, namespace, name, phase, submitted_at, due_at) VALUES ('00', 'default', 'broken', 'Pending', 0, 0)");
        Execute("INSERT INTO events (run, body) VALUES ('00', '{\"event\": \"of the future\"}')");
        var submitted = TestRun.Call("sound");

        await host.SubmitAsync(submitted);

        Assert.Equal(RunPhase.Succeeded, (await host.FinishAsync(submitted.Run.Id)).Phase);
        Assert.Equal(RunPhase.Pending, host.Store.Find("broken")!.Phase);
    }

    [Fact]
    public async Task A_process_that_stops_waits_for_its_steps_to_let_go_and_gives_its_runs_back()
    {
        var submitted = TestRun.Call("stopped");
        var step = new Attempt();
        var letGo = false;
        var host = await TestHost.StartAsync(_folder.Path, async (_, cancellation) =>
        {
            try { return await step.RunAsync(cancellation); }
            finally
            {
                await Task.Delay(TimeSpan.FromMilliseconds(200), TimeProvider.System, CancellationToken.None);
                letGo = true;
            }
        });
        await host.SubmitAsync(submitted);
        await step.Started;

        await host.DisposeAsync();

        Assert.True(letGo);
        await using var next = new RunStore(_folder.File("runbooks.db"), TimeProvider.System);
        Assert.Equal(submitted.Run.Id, Assert.Single(await next.ClaimDueAsync("next", TimeSpan.FromSeconds(30), 10)).RunId);
    }

    public void Dispose()
    {
        SqliteConnection.ClearAllPools();
        _folder.Dispose();
    }

    /// <summary>What a worker does on another host can't be seen from here: its lease is all that there is to go by.</summary>
    private void MoveOwnersElsewhere() => Execute("UPDATE runs SET owner = 'elsewhere'");

    private void Execute(string sql)
    {
        using var connection = new SqliteConnection($"Data Source={_folder.File("runbooks.db")};Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }

    /// <summary>A step under way, ended by the test.</summary>
    private sealed class Attempt
    {
        private readonly TaskCompletionSource _started = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private readonly TaskCompletionSource _cancelled = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private readonly TaskCompletionSource<StepOutcome> _end = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public Task Started => _started.Task.WaitAsync(TimeSpan.FromSeconds(30));

        public Task Cancelled => _cancelled.Task;

        public void End(StepOutcome outcome) => _end.SetResult(outcome);

        public async Task<StepOutcome> RunAsync(CancellationToken cancellation = default)
        {
            _started.TrySetResult();
            try
            {
                return await _end.Task.WaitAsync(cancellation);
            }
            catch (OperationCanceledException)
            {
                _cancelled.TrySetResult();
                throw;
            }
        }
    }
}
