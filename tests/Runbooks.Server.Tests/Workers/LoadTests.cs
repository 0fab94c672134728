using System.Collections.Concurrent;
using Runbooks.Engine.Runs;
using Runbooks.Server.Storage;
using Runbooks.Server.Workers;

namespace Runbooks.Server.Tests.Workers;

/// <summary>Many steps and many runs at once.</summary>
public sealed class LoadTests : IDisposable
{
    private readonly TempFolder _folder = new();

    [Fact]
    public async Task A_thousand_steps_all_run_once_and_never_more_at_a_time_than_allowed()
    {
        var submitted = TestRun.FanOut("wide");
        int open = 0, most = 0, calls = 0;
        await using var host = await TestHost.StartAsync(_folder.Path, async step =>
        {
            if (step.Template.Name == "list") return ScriptedExecutor.Result($"[{string.Join(",", Enumerable.Range(0, 1000))}]");
            Interlocked.Increment(ref calls);
            var now = Interlocked.Increment(ref open);
            InterlockedMax(ref most, now);
            await Task.Yield();
            Interlocked.Decrement(ref open);
            return ScriptedExecutor.Result((string)step.Template.Plugin!["test"]!["n"]!);
        }, new WorkerOptions { NativeConcurrency = 7 });

        await host.SubmitAsync(submitted);
        var run = await host.FinishAsync(submitted.Run.Id);

        Assert.Equal(RunPhase.Succeeded, run.Phase);
        Assert.Equal(1000, calls);
        Assert.InRange(most, 2, 7);
        Assert.Equal(Enumerable.Range(0, 1000).Select(n => $"{n}"), run.Nodes.Where(node => node.TemplateKey == "each").Select(node => node.Outputs!.Result));
    }

    [Fact]
    public async Task Many_runs_submitted_at_once_all_end_without_waiting_for_the_clock()
    {
        var runs = Enumerable.Range(0, 250).Select(i => TestRun.FanOut($"run-{i}")).ToList();
        // The clock ticks once in a quarter of an hour, and a claim takes 20 runs: only news can keep things going.
        await using var host = await TestHost.StartAsync(_folder.Path,
            step => Task.FromResult(ScriptedExecutor.Result(step.Template.Name == "list" ? "[1, 2]" : "0")),
            new WorkerOptions { Lease = TimeSpan.FromMinutes(45), ClaimBatch = 20 });

        await Task.WhenAll(runs.Select(run => host.Store.SubmitAsync(run)));
        host.Wake();
        var ended = await Task.WhenAll(runs.Select(run => host.FinishAsync(run.Run.Id)));

        Assert.All(ended, run => Assert.Equal(RunPhase.Succeeded, run.Phase));
        await Until.TrueAsync(() => !host.HasActiveRuns);
    }

    [Fact]
    public async Task News_told_by_many_threads_while_a_run_is_advanced_is_never_lost_and_never_handled_twice()
    {
        const int tellers = 4, news = 500;
        var submitted = TestRun.Call("busy");
        await using var store = new RunStore(_folder.File("runbooks.db"), TimeProvider.System);
        await store.SubmitAsync(submitted);
        var lease = Assert.Single(await store.ClaimDueAsync("me", TimeSpan.FromHours(1), 1));
        var advancing = 0;
        var advances = new ConcurrentBag<Task>();
        using var run = new ActiveRun(lease, RunState.Replay(store.ReadEvents(lease.RunId).Events), TimeProvider.System, due => advances.Add(Task.Run(() => AdvanceWhileNewsAsync(due))));

        async Task AdvanceWhileNewsAsync(ActiveRun due)
        {
            do
            {
                Assert.Equal(1, Interlocked.Increment(ref advancing));
                await due.AdvanceAsync(store);
                Interlocked.Decrement(ref advancing);
            }
            while (due.EndAdvance());
        }

        void Tell(int teller)
        {
            for (var i = 0; i < news; i++) run.Tell(new NodeProgressed(submitted.At, 0, NodePhase.Running, $"{teller}/{i}", null));
        }

        run.Wake();
        await Until.TrueAsync(() => advances.SingleOrDefault() is { IsCompletedSuccessfully: true });
        await Task.WhenAll(Enumerable.Range(0, tellers).Select(teller => Task.Run(() => Tell(teller))));
        await Until.TrueAsync(() => advances.All(advance => advance.IsCompleted));
        await Task.WhenAll(advances);

        var told = store.ReadEvents(lease.RunId).Events.OfType<NodeProgressed>().Select(progressed => progressed.Message!).ToList();
        Assert.Equal(tellers * news, told.Count);
        Assert.All(told.GroupBy(message => message.Split('/')[0]), group => Assert.Equal(Enumerable.Range(0, news).Select(i => $"{group.Key}/{i}"), group));
    }

    public void Dispose() => _folder.Dispose();

    private static void InterlockedMax(ref int most, int value)
    {
        int seen;
        while ((seen = Volatile.Read(ref most)) < value && Interlocked.CompareExchange(ref most, value, seen) != seen) { }
    }
}
