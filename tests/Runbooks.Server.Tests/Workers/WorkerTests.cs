using Runbooks.Engine.Runs;
using Runbooks.Engine.Steps;

namespace Runbooks.Server.Tests.Workers;

public sealed class WorkerTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("runbooks-test-");

    [Fact]
    public async Task A_submitted_run_is_taken_up_and_carried_to_its_end()
    {
        var submitted = TestRun.FanOut("fan-out");
        await using var host = await TestHost.StartAsync(_folder.FullName, step => Task.FromResult(
            ScriptedExecutor.Result(step.Template.Name == "list" ? "[1, 2, 3]" : (string)step.Template.Plugin!["test"]!["n"]!)));

        await host.SubmitAsync(submitted);
        var run = await host.FinishAsync(submitted.Run.Id);

        Assert.Equal(RunPhase.Succeeded, run.Phase);
        Assert.Equal(["fan-out[1].each(0:1)", "fan-out[1].each(1:2)", "fan-out[1].each(2:3)"],
            run.Nodes.Where(node => node.TemplateName == "each").Select(node => node.Name));
        Assert.Equal(["1", "2", "3"], run.Nodes.Where(node => node.TemplateName == "each").Select(node => node.Outputs!.Result));
    }

    [Fact]
    public async Task A_run_left_in_the_middle_goes_on_in_the_next_process_and_repeats_nothing_that_was_done()
    {
        var submitted = TestRun.FanOut("left");
        var calls = new System.Collections.Concurrent.ConcurrentBag<string>();
        var stuck = new TaskCompletionSource<StepOutcome>();
        var reached = new TaskCompletionSource();
        Task<StepOutcome> First(StepContext step)
        {
            calls.Add(step.NodeName);
            if (step.Template.Name == "list") return Task.FromResult(ScriptedExecutor.Result("[1, 2]"));
            if (step.NodeName.Contains("(0:", StringComparison.Ordinal)) return Task.FromResult(ScriptedExecutor.Result("0"));
            reached.TrySetResult();
            return stuck.Task;
        }
        await using (var host = await TestHost.StartAsync(_folder.FullName, First))
        {
            await host.SubmitAsync(submitted);
            await reached.Task.WaitAsync(TimeSpan.FromSeconds(30));
        }

        var adopted = new System.Collections.Concurrent.ConcurrentBag<string>();
        await using var second = await TestHost.StartAsync(_folder.FullName, step =>
        {
            calls.Add(step.NodeName);
            if (step.Adopt) adopted.Add(step.NodeName);
            return Task.FromResult(ScriptedExecutor.Result("again"));
        });
        var run = await second.FinishAsync(submitted.Run.Id);

        Assert.Equal(RunPhase.Succeeded, run.Phase);
        Assert.Contains("left[1].each(1:2)", adopted);
        Assert.Single(calls, "left[0].list");
    }

    [Fact]
    public async Task An_intent_stored_by_a_process_that_died_is_told_to_the_next_one_as_repeated()
    {
        var submitted = TestRun.Of("intent", """{"entrypoint": "call", "templates": [{"name": "call", "plugin": {"test": {}}}]}""");
        var announced = new TaskCompletionSource();
        await using (var host = await TestHost.StartAsync(_folder.FullName, async step =>
        {
            var intent = await step.Journal.AnnounceAsync(CancellationToken.None);
            Assert.False(intent.Repeated);
            announced.SetResult();
            return await new TaskCompletionSource<StepOutcome>().Task;
        }))
        {
            await host.SubmitAsync(submitted);
            await announced.Task.WaitAsync(TimeSpan.FromSeconds(30));
        }

        await using var second = await TestHost.StartAsync(_folder.FullName, async step =>
            ScriptedExecutor.Result((await step.Journal.AnnounceAsync(CancellationToken.None)).Repeated ? "\"repeated\"" : "\"new\""));
        var run = await second.FinishAsync(submitted.Run.Id);

        Assert.Equal("\"repeated\"", run.Root!.Outputs!.Result);
    }

    [Fact]
    public async Task An_executor_that_throws_makes_its_step_err_and_no_more()
    {
        var submitted = TestRun.Of("defect", """{"entrypoint": "call", "templates": [{"name": "call", "plugin": {"test": {}}}]}""");
        await using var host = await TestHost.StartAsync(_folder.FullName, _ => throw new InvalidOperationException("oops"));

        await host.SubmitAsync(submitted);
        var run = await host.FinishAsync(submitted.Run.Id);

        Assert.Equal(RunPhase.Error, run.Phase);
        Assert.Equal("internal error: InvalidOperationException: oops", run.Message);
    }

    public void Dispose() => _folder.Delete(recursive: true);
}
