using Microsoft.Extensions.Time.Testing;
using Runbooks.Engine.Runs;
using Runbooks.Engine.Runs.Requests;
using Runbooks.Engine.Steps;
using Runbooks.Server.Storage;

namespace Runbooks.Server.Tests.Workers;

/// <summary>Runs that someone ends, from another process than the one that advances them.</summary>
public sealed class StopTests : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly TempFolder _folder = new();
    private readonly TaskCompletionSource _reached = new(TaskCreationOptions.RunContinuationsAsynchronously);

    [Fact]
    public async Task A_run_that_another_process_asks_to_stop_lets_go_of_its_steps_and_ends()
    {
        var submitted = TestRun.Call("stopped");
        await using var host = await TestHost.StartAsync(_folder.Path, UntilCancelled);
        await host.SubmitAsync(submitted);
        await _reached.Task.WaitAsync(Patience);

        Assert.True(await RequestAsync(submitted, ShutdownStrategy.Stop));
        var run = await host.FinishAsync(submitted.Run.Id);

        Assert.Equal((RunPhase.Failed, "Stopped with strategy 'Stop'"), (run.Phase, run.Message));
        Assert.Equal((NodePhase.Failed, "Stopped with strategy 'Stop'"), (run.Root!.Phase, run.Root.Message));
        Assert.Empty(host.Store.RunsWithRequests());
    }

    [Fact]
    public async Task A_request_made_while_no_process_had_the_run_is_heeded_before_anything_starts()
    {
        var submitted = TestRun.Call("unowned");
        await using (var store = Store()) await store.SubmitAsync(submitted);
        Assert.True(await RequestAsync(submitted, ShutdownStrategy.Terminate));

        await using var host = await TestHost.StartAsync(_folder.Path, _ => throw new InvalidOperationException("must not be called"));
        host.Wake();

        Assert.Equal("Stopped with strategy 'Terminate'", (await host.FinishAsync(submitted.Run.Id)).Message);
    }

    [Fact]
    public async Task Nothing_can_be_asked_of_a_run_that_is_finished_or_that_nobody_knows()
    {
        var submitted = TestRun.Call("finished");
        await using var host = await TestHost.StartAsync(_folder.Path, _ => Task.FromResult(ScriptedExecutor.Result("1")));
        await host.SubmitAsync(submitted);
        await host.FinishAsync(submitted.Run.Id);

        Assert.False(await RequestAsync(submitted, ShutdownStrategy.Stop));
        Assert.False(await RequestAsync(TestRun.Call("unknown"), ShutdownStrategy.Stop));
    }

    [Fact]
    public async Task A_step_that_was_to_be_stopped_when_its_process_died_is_stopped_by_the_next_one()
    {
        var submitted = TestRun.Call("died");
        await using (var first = await TestHost.StartAsync(_folder.Path, async (step, cancellation) =>
        {
            _reached.TrySetResult();
            // Takes its time to go, and more than the process has left.
            await new TaskCompletionSource<StepOutcome>().Task.WaitAsync(Patience, CancellationToken.None);
            throw new InvalidOperationException("never");
        }))
        {
            await first.SubmitAsync(submitted);
            await _reached.Task.WaitAsync(Patience);
            await RequestAsync(submitted, ShutdownStrategy.Stop);
            await Until.TrueAsync(() => first.Store.ReadEvents(submitted.Run.Id).Events.OfType<StepStopping>().Any());
        }

        var stopped = new TaskCompletionSource<bool>();
        await using var second = await TestHost.StartAsync(_folder.Path, (step, cancellation) =>
        {
            stopped.SetResult(step.Adopt && step.Stop.IsCancellationRequested && cancellation.IsCancellationRequested);
            return Task.FromCanceled<StepOutcome>(cancellation);
        });

        Assert.Equal("Stopped with strategy 'Stop'", (await second.FinishAsync(submitted.Run.Id)).Root!.Message);
        Assert.True(await stopped.Task);
    }

    [Fact]
    public async Task A_call_that_may_have_been_made_is_given_a_moment_to_end_and_else_said_to_be_unknown()
    {
        var submitted = TestRun.Call("unknown");
        var time = new FakeTimeProvider(TimeProvider.System.GetUtcNow());
        var stop = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var host = await TestHost.StartAsync(_folder.Path, async (step, cancellation) =>
        {
            await step.Journal.AnnounceAsync(cancellation);
            step.Stop.Register(() => stop.SetResult());
            return await UntilCancelled(step, cancellation);
        }, time: time);
        await host.SubmitAsync(submitted);
        await _reached.Task.WaitAsync(Patience);

        await RequestAsync(submitted, ShutdownStrategy.Stop);
        await Until.TrueAsync(() => { time.Advance(TimeSpan.FromMilliseconds(250)); return stop.Task.IsCompleted; });
        Assert.False(RunState.Replay(host.Store.ReadEvents(submitted.Run.Id).Events).IsFinished);
        await Until.TrueAsync(() => { time.Advance(TimeSpan.FromSeconds(1)); return RunState.Replay(host.Store.ReadEvents(submitted.Run.Id).Events).IsFinished; });

        Assert.Equal("Stopped with strategy 'Stop'; outcome unknown: its call may have been made", (await host.FinishAsync(submitted.Run.Id)).Root!.Message);
    }

    [Fact]
    public async Task A_call_that_ends_in_that_moment_tells_what_it_did()
    {
        var submitted = TestRun.Call("told");
        await using var host = await TestHost.StartAsync(_folder.Path, async (step, cancellation) =>
        {
            await step.Journal.AnnounceAsync(cancellation);
            _reached.SetResult();
            await Until.TrueAsync(() => step.Stop.IsCancellationRequested);
            return ScriptedExecutor.Result("[\"i-1\"]");
        });
        await host.SubmitAsync(submitted);
        await _reached.Task.WaitAsync(Patience);

        await RequestAsync(submitted, ShutdownStrategy.Stop);
        var root = (await host.FinishAsync(submitted.Run.Id)).Root!;

        Assert.Equal((NodePhase.Failed, "Stopped with strategy 'Stop'; its call had been made, and succeeded", "[\"i-1\"]"), (root.Phase, root.Message, root.Outputs!.Result));
    }

    [Fact]
    public async Task A_step_outside_a_Pod_that_is_active_for_too_long_is_ended_by_the_engine()
    {
        var submitted = TestRun.Of("late", """{"entrypoint": "call", "templates": [{"name": "call", "activeDeadlineSeconds": "60", "plugin": {"test": {}}}]}""");
        var time = new FakeTimeProvider(TimeProvider.System.GetUtcNow());
        await using var host = await TestHost.StartAsync(_folder.Path, UntilCancelled, time: time);
        await host.SubmitAsync(submitted);
        await _reached.Task.WaitAsync(Patience);

        time.Advance(TimeSpan.FromSeconds(59));
        Assert.False(RunState.Replay(host.Store.ReadEvents(submitted.Run.Id).Events).IsFinished);
        time.Advance(TimeSpan.FromSeconds(1));

        await Until.TrueAsync(() => RunState.Replay(host.Store.ReadEvents(submitted.Run.Id).Events).IsFinished);
        Assert.Equal("Pod was active on the node longer than the specified deadline", RunState.Replay(host.Store.ReadEvents(submitted.Run.Id).Events).Message);
    }

    public void Dispose() => _folder.Dispose();

    private async Task<StepOutcome> UntilCancelled(StepContext step, CancellationToken cancellation)
    {
        _reached.TrySetResult();
        await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, cancellation);
        throw new InvalidOperationException("never");
    }

    /// <summary>As another process does it: with a store of its own on the same file.</summary>
    private async Task<bool> RequestAsync(RunSubmitted run, ShutdownStrategy strategy)
    {
        await using var store = Store();
        return await store.RequestAsync(run.Run.Id, new StopRequest(TimeProvider.System.GetUtcNow(), "1", "alice", strategy));
    }

    private RunStore Store() => new(_folder.File("runbooks.db"), TimeProvider.System);
}
