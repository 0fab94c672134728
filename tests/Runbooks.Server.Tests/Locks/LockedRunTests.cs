using System.Collections.Concurrent;
using Runbooks.Engine.Runs;
using Runbooks.Engine.Runs.Locks;
using Runbooks.Engine.Steps;
using Runbooks.Server.Storage;

namespace Runbooks.Server.Tests.Locks;

/// <summary>Runs that share locks, in one process and in several on one store.</summary>
public sealed class LockedRunTests : IDisposable
{
    private static readonly LockName Mutex = new("default", LockKind.Mutex, "deploy");

    private readonly TempFolder _folder = new();
    private readonly ConcurrentDictionary<string, TaskCompletionSource> _gates = new();
    private readonly ConcurrentQueue<string> _begun = new();

    [Fact]
    public async Task A_run_waits_for_the_lock_of_another_and_goes_on_as_soon_as_that_has_ended()
    {
        await using var host = await StartAsync();
        var (first, second) = (Run("first", "synchronization"), Run("second", "synchronization"));
        await host.SubmitAsync(first);
        await Until.TrueAsync(() => _begun.Contains("first"));
        await host.SubmitAsync(second);
        await Until.TrueAsync(() => host.Store.Find("second")!.Message is not null);

        Assert.Equal((RunPhase.Pending, "Waiting for default/Mutex/deploy lock. Lock status: 0/1"), (host.Store.Find("second")!.Phase, host.Store.Find("second")!.Message));
        Open("first");
        Open("second");

        Assert.Equal(RunPhase.Succeeded, (await host.FinishAsync(second.Run.Id)).Phase);
        Assert.Equal(["first", "second"], _begun);
        Assert.Empty(host.Store.Locks.Holders(Mutex));
    }

    [Fact]
    public async Task Items_of_a_loop_hold_a_mutex_one_after_the_other()
    {
        var most = 0;
        var now = 0;
        await using var host = await TestHost.StartAsync(_folder.Path, async step =>
        {
            most = Math.Max(most, Interlocked.Increment(ref now));
            await Task.Yield();
            Interlocked.Decrement(ref now);
            return new StepOutcome(NodePhase.Succeeded, null, StepOutputs.None);
        });
        var run = TestRun.Of("loop", """
            {"entrypoint": "main", "templates": [
              {"name": "main", "steps": [[{"name": "each", "template": "leaf", "withSequence": {"count": "50"}}]]},
              {"name": "leaf", "synchronization": {"mutexes": [{"name": "deploy"}]}, "plugin": {"test": {}}}]}
            """);
        await host.SubmitAsync(run);

        var finished = await host.FinishAsync(run.Run.Id);

        Assert.Equal((RunPhase.Succeeded, 50), (finished.Phase, finished.Nodes.Count(node => node is { IsLeaf: true, Phase: NodePhase.Succeeded })));
        Assert.Equal(1, most);
    }

    [Fact]
    public async Task A_lock_is_passed_on_between_processes()
    {
        await using var host = await StartAsync();
        await using var other = await StartAsync(new() { OnlyRun = "none yet" });
        var (first, second) = (Run("first", "template"), Run("second", "template"));
        await host.SubmitAsync(first);
        await Until.TrueAsync(() => _begun.Contains("first"));
        other.Options.OnlyRun = second.Run.Id;
        await other.Store.SubmitAsync(second);
        other.Wake();
        await Until.TrueAsync(() => Read(other, second).Nodes is [{ WaitingFor: not null }]);
        Open("first");
        Open("second");

        Assert.Equal(RunPhase.Succeeded, (await other.FinishAsync(second.Run.Id)).Phase);
        Assert.Equal(["first", "second"], _begun);
    }

    [Fact]
    public async Task A_run_keeps_its_lock_when_its_process_ends_and_goes_on_with_it_in_the_next()
    {
        var (first, second) = (Run("first", "template"), Run("second", "template"));
        await using (var host = await StartAsync())
        {
            await host.SubmitAsync(first);
            await Until.TrueAsync(() => _begun.Contains("first"));
            await host.SubmitAsync(second);
            await Until.TrueAsync(() => Read(host, second).Nodes is [{ WaitingFor: not null }]);
        }
        Open("first");
        Open("second");
        await using var next = await StartAsync();

        Assert.Equal(RunPhase.Succeeded, (await next.FinishAsync(second.Run.Id)).Phase);
        Assert.Equal(["first", "first", "second"], _begun);
    }

    [Fact]
    public async Task A_step_that_only_waited_when_its_process_ended_is_not_taken_for_one_that_was_begun()
    {
        var adopted = new ConcurrentDictionary<string, bool>();
        var (first, second) = (Run("first", "template"), Run("second", "template"));
        await using (var host = await StartAsync())
        {
            await host.SubmitAsync(first);
            await Until.TrueAsync(() => _begun.Contains("first"));
            await host.SubmitAsync(second);
            await Until.TrueAsync(() => Read(host, second).Nodes is [{ WaitingFor: not null }]);
        }
        await using var next = await TestHost.StartAsync(_folder.Path, step =>
        {
            adopted[step.Run.Name] = step.Adopt;
            return Task.FromResult(new StepOutcome(NodePhase.Succeeded, null, StepOutputs.None));
        });
        await next.FinishAsync(second.Run.Id);

        Assert.Equal((true, false), (adopted["first"], adopted["second"]));
    }

    [Fact]
    public async Task Who_waits_for_a_lock_goes_when_the_run_is_terminated_and_leaves_no_trace()
    {
        await using var host = await StartAsync();
        var (first, second) = (Run("first", "template"), Run("second", "template"));
        await host.SubmitAsync(first);
        await Until.TrueAsync(() => _begun.Contains("first"));
        await host.SubmitAsync(second);
        await Until.TrueAsync(() => Read(host, second).Nodes is [{ WaitingFor: not null }]);

        await host.Store.RequestAsync(second.Run.Id, new ShutdownRequested(DateTimeOffset.UnixEpoch, ShutdownStrategy.Terminate));
        Assert.Equal(RunPhase.Failed, (await host.FinishAsync(second.Run.Id)).Phase);
        Open("first");
        await host.FinishAsync(first.Run.Id);

        Assert.Equal(["first"], _begun);
        Assert.Empty(host.Store.Locks.Holders(Mutex));
    }

    [Fact]
    public async Task Of_due_runs_those_of_higher_priority_are_taken_first()
    {
        var time = TimeProvider.System;
        await using var store = new RunStore(_folder.File("runbooks.db"), time);
        foreach (var (name, priority) in new[] { ("low", -1), ("none", 0), ("high", 10) })
        {
            var run = TestRun.Call(name);
            await store.SubmitAsync(run with { Workflow = run.Workflow with { Spec = run.Workflow.Spec with { Priority = priority == 0 ? null : priority } } });
        }

        var order = new List<string>();
        while (await store.ClaimDueAsync("me", TimeSpan.FromMinutes(1), 1) is [var lease]) order.Add(store.Find(lease.RunId)!.Name);

        Assert.Equal(["high", "none", "low"], order);
    }

    public void Dispose() => _folder.Dispose();

    private Task<TestHost> StartAsync(Runbooks.Server.Workers.WorkerOptions? options = null) => TestHost.StartAsync(_folder.Path, async (step, cancellation) =>
    {
        _begun.Enqueue(step.Run.Name);
        await Gate(step.Run.Name).Task.WaitAsync(cancellation);
        return new StepOutcome(NodePhase.Succeeded, null, StepOutputs.None);
    }, options);

    private void Open(string run) => Gate(run).TrySetResult();

    private TaskCompletionSource Gate(string run) => _gates.GetOrAdd(run, _ => new(TaskCreationOptions.RunContinuationsAsynchronously));

    private static RunState Read(TestHost host, RunSubmitted run) => RunState.Replay(host.Store.ReadEvents(run.Run.Id).Events);

    private static RunSubmitted Run(string name, string level) => TestRun.Of(name, level == "template"
        ? """{"entrypoint": "call", "templates": [{"name": "call", "synchronization": {"mutexes": [{"name": "deploy"}]}, "plugin": {"test": {}}}]}"""
        : """{"entrypoint": "call", "synchronization": {"mutexes": [{"name": "deploy"}]}, "templates": [{"name": "call", "plugin": {"test": {}}}]}""");
}
