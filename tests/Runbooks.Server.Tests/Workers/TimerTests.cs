using Microsoft.Extensions.Time.Testing;
using Runbooks.Engine.Runs;
using Runbooks.Engine.Steps;

namespace Runbooks.Server.Tests.Workers;

/// <summary>Runs that wait for a time.</summary>
public sealed class TimerTests : IDisposable
{
    private readonly TempFolder _folder = new();
    private readonly FakeTimeProvider _time = new(TimeProvider.System.GetUtcNow().AddMinutes(1));
    private int _calls;

    [Fact]
    public async Task A_failed_step_is_tried_again_when_its_backoff_is_over_and_not_before()
    {
        var submitted = Backoff("backoff", "20s");
        await using var host = await TestHost.StartAsync(_folder.Path, FailsAtFirst, time: _time);
        await host.SubmitAsync(submitted);
        await Until.TrueAsync(() => IsWaiting(host, submitted, "Backoff for 20 seconds"));

        _time.Advance(TimeSpan.FromSeconds(19));
        host.Wake();
        Assert.Equal(1, _calls);
        _time.Advance(TimeSpan.FromSeconds(2));

        Assert.Equal(RunPhase.Succeeded, (await host.FinishAsync(submitted.Run.Id)).Phase);
        Assert.Equal(2, _calls);
    }

    [Fact]
    public async Task A_time_that_came_while_no_process_was_there_is_not_lost()
    {
        var submitted = Backoff("asleep", "1h");
        await using (var first = await TestHost.StartAsync(_folder.Path, FailsAtFirst, time: _time))
        {
            await first.SubmitAsync(submitted);
            await Until.TrueAsync(() => IsWaiting(first, submitted, "Backoff for 1 hour 0 minutes"));
        }

        _time.Advance(TimeSpan.FromHours(2));
        await using var second = await TestHost.StartAsync(_folder.Path, FailsAtFirst, time: _time);

        Assert.Equal(RunPhase.Succeeded, (await second.FinishAsync(submitted.Run.Id)).Phase);
        Assert.Equal(2, _calls);
    }

    public void Dispose() => _folder.Dispose();

    private static RunSubmitted Backoff(string name, string duration) => TestRun.Of(name, $$$$"""
        {"entrypoint": "main", "templates": [{"name": "main", "plugin": {"test": {}}, "retryStrategy": {"limit": 1, "backoff": {"duration": "{{{{duration}}}}"}}}]}
        """);

    private static bool IsWaiting(TestHost host, RunSubmitted run, string message) =>
        host.Store.ReadEvents(run.Run.Id).Events is { Count: > 0 } events && RunState.Replay(events).Root is { Type: NodeType.Retry } root && root.Message == message;

    private Task<StepOutcome> FailsAtFirst(StepContext step) =>
        Task.FromResult(Interlocked.Increment(ref _calls) == 1 ? StepOutcome.Failed("not yet") : ScriptedExecutor.Result("1"));
}
