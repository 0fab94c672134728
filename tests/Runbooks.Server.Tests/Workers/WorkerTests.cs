using Runbooks.Actions;
using Runbooks.Engine.Runs;
using Runbooks.Engine.Steps;
using Runbooks.Server.Storage;

namespace Runbooks.Server.Tests.Workers;

public sealed class WorkerTests : IDisposable
{
    private readonly TempFolder _folder = new();

    [Fact]
    public async Task A_submitted_run_is_taken_up_and_carried_to_its_end()
    {
        var submitted = TestRun.FanOut("fan-out");
        await using var host = await TestHost.StartAsync(_folder.Path, step => Task.FromResult(
            ScriptedExecutor.Result(step.Template.Name == "list" ? "[1, 2, 3]" : (string)step.Template.Plugin!["test"]!["n"]!)));

        await host.SubmitAsync(submitted);
        var run = await host.FinishAsync(submitted.Run.Id);

        Assert.Equal(RunPhase.Succeeded, run.Phase);
        Assert.Equal(["fan-out[1].each(0:1)", "fan-out[1].each(1:2)", "fan-out[1].each(2:3)"],
            run.Nodes.Where(node => node.TemplateKey == "each").Select(node => node.Name));
        Assert.Equal(["1", "2", "3"], run.Nodes.Where(node => node.TemplateKey == "each").Select(node => node.Outputs!.Result));
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
        await using (var host = await TestHost.StartAsync(_folder.Path, First))
        {
            await host.SubmitAsync(submitted);
            await reached.Task.WaitAsync(TimeSpan.FromSeconds(30));
        }

        var adopted = new System.Collections.Concurrent.ConcurrentBag<string>();
        await using var second = await TestHost.StartAsync(_folder.Path, step =>
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
        var submitted = TestRun.Call("intent");
        var announced = new TaskCompletionSource();
        await using (var host = await TestHost.StartAsync(_folder.Path, async step =>
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

        await using var second = await TestHost.StartAsync(_folder.Path, async step =>
            ScriptedExecutor.Result((await step.Journal.AnnounceAsync(CancellationToken.None)).Repeated ? "\"repeated\"" : "\"new\""));
        var run = await second.FinishAsync(submitted.Run.Id);

        Assert.Equal("\"repeated\"", run.Root!.Outputs!.Result);
    }

    [Fact]
    public async Task An_attempt_after_one_of_unknown_outcome_has_its_client_token_and_knows_how_old_that_is()
    {
        var submitted = TestRun.Of("token", """
            {"entrypoint": "call", "templates": [{"name": "call", "annotations": {"runbooks.dev/retry-unknown-outcome": "true"},
              "retryStrategy": {"limit": 3, "retryPolicy": "Always"}, "plugin": {"test": {}}}]}
            """);
        var attempts = new System.Collections.Concurrent.ConcurrentQueue<(string Token, Intent Intent)>();
        await using var host = await TestHost.StartAsync(_folder.Path, async step =>
        {
            attempts.Enqueue((step.ClientToken, await step.Journal.AnnounceAsync(CancellationToken.None)));
            return attempts.Count switch
            {
                1 => StepOutcome.Error("who knows") with { Call = CallFate.Unknown },
                2 => StepOutcome.Error("turned down"),
                _ => ScriptedExecutor.Result("0"),
            };
        });

        await host.SubmitAsync(submitted);
        Assert.Equal(RunPhase.Succeeded, (await host.FinishAsync(submitted.Run.Id)).Phase);

        Assert.Equal(3, attempts.Count);
        Assert.Single(attempts.Select(attempt => attempt.Token).Distinct());
        Assert.All(attempts, attempt => Assert.Equal((attempts.First().Intent.AnnouncedAt, false), (attempt.Intent.TokenSince, attempt.Intent.Repeated)));
    }

    [Theory]
    [InlineData(null)]
    [InlineData(CallFate.Repeatable)]
    public async Task A_step_that_errs_after_an_earlier_process_announced_its_call_may_have_made_it_and_is_not_tried_again(CallFate? said)
    {
        var submitted = Retried("inherited");
        var announced = new TaskCompletionSource();
        await using (var host = await TestHost.StartAsync(_folder.Path, async step =>
        {
            await step.Journal.AnnounceAsync(CancellationToken.None);
            announced.SetResult();
            return await new TaskCompletionSource<StepOutcome>().Task;
        }))
        {
            await host.SubmitAsync(submitted);
            await announced.Task.WaitAsync(TimeSpan.FromSeconds(30));
        }

        await using var second = await TestHost.StartAsync(_folder.Path, _ => Task.FromResult(StepOutcome.Failed("the Secret has a key already") with { Call = said }));
        var attempt = Assert.Single((await second.FinishAsync(submitted.Run.Id)).Root!.Children);

        Assert.Equal((NodePhase.Error, CallFate.Unknown), (attempt.Phase, attempt.Call));
        Assert.StartsWith("outcome unknown: ", attempt.Message, StringComparison.Ordinal);
        Assert.EndsWith(": the Secret has a key already", attempt.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_step_that_throws_after_it_announced_its_call_may_have_made_it_and_is_not_tried_again()
    {
        var submitted = Retried("thrown");
        await using var host = await TestHost.StartAsync(_folder.Path, async step =>
        {
            await step.Journal.AnnounceAsync(CancellationToken.None);
            throw new InvalidOperationException("oops");
        });

        await host.SubmitAsync(submitted);
        var attempt = Assert.Single((await host.FinishAsync(submitted.Run.Id)).Root!.Children);

        Assert.Equal(CallFate.Unknown, attempt.Call);
    }

    [Fact]
    public async Task A_step_whose_call_was_turned_down_is_tried_again()
    {
        var submitted = Retried("refused");
        var attempts = 0;
        await using var host = await TestHost.StartAsync(_folder.Path, async step =>
        {
            await step.Journal.AnnounceAsync(CancellationToken.None);
            return ++attempts == 1 ? StepOutcome.Failed("no") with { Call = CallFate.Repeatable } : ScriptedExecutor.Result("0");
        });

        await host.SubmitAsync(submitted);
        var run = await host.FinishAsync(submitted.Run.Id);

        Assert.Equal(RunPhase.Succeeded, run.Phase);
        Assert.Equal([(NodePhase.Failed, null), (NodePhase.Succeeded, (CallFate?)null)], run.Root!.Children.Select(attempt => (attempt.Phase, attempt.Call)));
    }

    [Fact]
    public async Task An_executor_that_throws_makes_its_step_err_and_no_more()
    {
        var submitted = TestRun.Call("defect");
        await using var host = await TestHost.StartAsync(_folder.Path, _ => throw new InvalidOperationException("oops"));

        await host.SubmitAsync(submitted);
        var run = await host.FinishAsync(submitted.Run.Id);

        Assert.Equal(RunPhase.Error, run.Phase);
        Assert.Equal("internal error: InvalidOperationException: oops", run.Message);
    }

    [Fact]
    public async Task An_executor_whose_own_wait_times_out_makes_its_step_err_and_does_not_hang_the_run()
    {
        var submitted = TestRun.Call("timeout");
        await using var host = await TestHost.StartAsync(_folder.Path, _ => throw new TaskCanceledException("The request was canceled due to the configured HttpClient.Timeout"));

        await host.SubmitAsync(submitted);
        var run = await host.FinishAsync(submitted.Run.Id);

        Assert.Equal(RunPhase.Error, run.Phase);
        Assert.Contains("HttpClient.Timeout", run.Message);
    }

    [Fact]
    public async Task Secrets_that_a_step_tells_of_are_in_no_event_and_no_log()
    {
        var submitted = TestRun.Call("secret");
        await using var host = await TestHost.StartAsync(_folder.Path, async step =>
        {
            step.Journal.Mask("s3cret");
            step.Journal.Report(new StepProgress(NodePhase.Running, "with s3cret"));
            await using (var log = step.Journal.OpenLog()) await log.WriteAsync("key=s3cret\n"u8.ToArray());
            return new StepOutcome(NodePhase.Failed, "s3cret refused", new StepOutputs { Result = "\"s3cret\"", Parameters = new Dictionary<string, string> { ["p"] = "s3cret" } });
        });

        await host.SubmitAsync(submitted);
        var run = await host.FinishAsync(submitted.Run.Id);

        Assert.Equal("*** refused", run.Message);
        Assert.DoesNotContain("s3cret", string.Join('\n', host.Store.ReadEvents(submitted.Run.Id).Events.Select(EventJson.Write)));
        Assert.Equal("key=***\n", await File.ReadAllTextAsync(_folder.File($"logs/{submitted.Run.Id}/0.log")));
    }

    [Fact]
    public async Task What_a_step_reports_while_it_runs_is_shown_on_its_node()
    {
        var submitted = TestRun.Call("progress");
        var seen = new TaskCompletionSource<StepOutcome>(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var host = await TestHost.StartAsync(_folder.Path, step =>
        {
            step.Journal.Report(new StepProgress(NodePhase.Pending));
            step.Journal.Report(new StepProgress(NodePhase.Running, "half", "node-1"));
            step.Journal.Report(new StepProgress(NodePhase.Running, "half", "node-1"));
            return seen.Task;
        });

        await host.SubmitAsync(submitted);
        await Until.TrueAsync(() => host.Store.ReadEvents(submitted.Run.Id).Events is var events && RunState.Replay(events) is { Root: { Message: "half", HostNodeName: "node-1", Phase: NodePhase.Running } });
        seen.SetResult(ScriptedExecutor.Result("1"));
        await host.FinishAsync(submitted.Run.Id);

        Assert.Single(host.Store.ReadEvents(submitted.Run.Id).Events.OfType<NodeProgressed>());
    }

    [Fact]
    public async Task A_tag_without_a_value_in_a_steps_own_body_is_an_error_on_its_node_and_nothing_is_called()
    {
        var submitted = TestRun.Of("unresolved", """{"entrypoint": "call", "templates": [{"name": "call", "plugin": {"test": {"n": "{{inputs.parameters.nope}}"}}}]}""");
        await using var host = await TestHost.StartAsync(_folder.Path, _ => throw new InvalidOperationException("must not be called"));

        await host.SubmitAsync(submitted);
        var run = await host.FinishAsync(submitted.Run.Id);

        Assert.Equal((NodePhase.Error, "{{inputs.parameters.nope}} has no value here"), (run.Root!.Phase, run.Root.Message));
    }

    public void Dispose() => _folder.Dispose();

    private static RunSubmitted Retried(string name) => TestRun.Of(name, """
        {"entrypoint": "call", "templates": [{"name": "call", "retryStrategy": {"limit": 3, "retryPolicy": "Always"}, "plugin": {"test": {}}}]}
        """);
}
