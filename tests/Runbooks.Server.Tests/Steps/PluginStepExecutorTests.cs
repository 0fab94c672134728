using System.Text.Json.Nodes;
using Microsoft.Extensions.Time.Testing;
using Runbooks.Actions;
using Runbooks.Engine.Runs;
using Runbooks.Engine.Steps;
using Runbooks.Schemas;
using Runbooks.Server.Secrets;
using Runbooks.Server.Steps;

namespace Runbooks.Server.Tests.Steps;

public sealed class PluginStepExecutorTests : IDisposable
{
    private readonly RecordingJournal _journal = new();

    [Fact]
    public async Task The_provider_named_by_the_key_gets_the_body_and_all_it_may_know_of_the_run()
    {
        ActionContext? seen = null;
        var outcome = await RunAsync("""{"name": "t", "plugin": {"cloud": {"action": "List"}}}""", (context, _) =>
        {
            seen = context;
            context.Mask("s3cret");
            context.CallsAt("123456789012/eu-west-1");
            context.Progress("1 of 2");
            return Task.FromResult(ActionOutcome.Succeeded(JsonNode.Parse("""["a","b"]"""), "2 found"));
        });

        Assert.Equal((NodePhase.Succeeded, "2 found", """["a","b"]"""), (outcome.Phase, outcome.Message, outcome.Outputs.Result));
        Assert.Equal("""{"action":"List"}""", seen!.Body.ToJsonString());
        Assert.Equal(("test-x7k2p[0].do", "night", "0123456789abcdef0123456789abcdef"), (seen.NodeName, seen.Namespace, seen.ClientToken));
        Assert.True((await seen.AnnounceAsync(CancellationToken.None)).Repeated);
        Assert.Equal(["s3cret"], _journal.Secrets);
        Assert.Equal([new StepProgress(NodePhase.Running), new StepProgress(NodePhase.Running) { Place = "123456789012/eu-west-1" }, new StepProgress(NodePhase.Running, "1 of 2")], _journal.Progress);
    }

    [Theory]
    [InlineData(ActionStatus.Failed, NodePhase.Failed)]
    [InlineData(ActionStatus.Error, NodePhase.Error)]
    public async Task A_cloud_that_says_no_and_a_step_that_cannot_be_carried_out_are_told_apart(ActionStatus status, NodePhase phase)
    {
        var outcome = await RunAsync("""{"name": "t", "plugin": {"cloud": {}}}""", (_, _) => Task.FromResult(new ActionOutcome(status, null, "why")));

        Assert.Equal((phase, "why", null), (outcome.Phase, outcome.Message, outcome.Outputs.Result));
    }

    [Fact]
    public async Task An_unknown_plugin_is_an_error_that_names_the_nearest_known_one()
    {
        var outcome = await RunAsync("""{"name": "t", "plugin": {"clod": {}}}""", (_, _) => throw new InvalidOperationException("must not be called"));

        Assert.Equal(NodePhase.Error, outcome.Phase);
        Assert.StartsWith("unknown plugin 'clod'", outcome.Message);
        Assert.Contains("cloud", outcome.Message);
    }

    [Fact]
    public async Task A_result_over_the_limit_is_an_error_that_says_how_to_ask_for_less()
    {
        var outcome = await RunAsync("""{"name": "t", "plugin": {"cloud": {}}}""",
            (_, _) => Task.FromResult(ActionOutcome.Succeeded(new string('x', PluginStepExecutor.ResultLimit))));

        Assert.Equal((NodePhase.Error, "the result is 8,388,610 characters long, the limit is 8,388,608; say with 'query' what of it you need"), (outcome.Phase, outcome.Message));
        Assert.Null(outcome.Outputs.Result);
    }

    [Fact]
    public async Task A_result_over_the_limit_of_a_call_that_was_made_is_kept_in_the_log()
    {
        var outcome = await RunAsync("""{"name": "t", "plugin": {"cloud": {}}}""",
            (_, _) => Task.FromResult(ActionOutcome.Succeeded(new string('x', PluginStepExecutor.ResultLimit)) with { Call = CallFate.Made }));

        Assert.Equal((NodePhase.Error, CallFate.Made), (outcome.Phase, outcome.Call));
        Assert.Equal("the call was carried out; the result is 8,388,610 characters long, the limit is 8,388,608: it is in the step's log", outcome.Message);
        Assert.Equal(PluginStepExecutor.ResultLimit + 2, _journal.Log.Length);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Whether_a_failure_may_pass_is_handed_on(bool mayPass)
    {
        var outcome = await RunAsync("""{"name": "t", "plugin": {"cloud": {}}}""",
            (_, _) => Task.FromResult(ActionOutcome.Error("slow down", new CloudError("Throttling", 429, null, mayPass))));

        Assert.Equal(mayPass, outcome.IsTransient);
    }

    [Fact]
    public async Task Cancellation_reaches_the_provider_and_is_thrown()
    {
        using var enough = new CancellationTokenSource();
        var running = new PluginStepExecutor([new ScriptedProvider(async (_, cancellation) =>
        {
            await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, cancellation);
            return ActionOutcome.Succeeded(null);
        })], new NoSecrets("none here"), TimeProvider.System).ExecuteAsync(Step("""{"name": "t", "plugin": {"cloud": {}}}"""), enough.Token);

        await enough.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => running.WaitAsync(TimeSpan.FromSeconds(30)));
    }

    public void Dispose() => _journal.Dispose();

    private Task<StepOutcome> RunAsync(string template, Func<ActionContext, CancellationToken, Task<ActionOutcome>> script) =>
        new PluginStepExecutor([new ScriptedProvider(script)], new NoSecrets("none here"), new FakeTimeProvider()).ExecuteAsync(Step(template), CancellationToken.None);

    private StepContext Step(string template) => TestStep.Of(JsonNode.Parse(template)!.AsObject(), _journal);

    private sealed class ScriptedProvider(Func<ActionContext, CancellationToken, Task<ActionOutcome>> script) : IProvider
    {
        public string Name => "cloud";
        public Schema Schema => Schema.Any;
        public IReadOnlyList<Problem> Check(JsonObject body) => [];
        public Task<ActionOutcome> ExecuteAsync(ActionContext context, CancellationToken cancellation) => script(context, cancellation);
    }
}
