using Runbooks.Engine.Runs;
using Runbooks.Engine.Steps;

namespace Runbooks.Server.Tests.Memoization;

public sealed class MemoizedRunTests : IDisposable
{
    private readonly TempFolder _folder = new();
    private int _calls;

    [Fact]
    public async Task What_a_step_gave_is_used_by_other_runs_and_by_other_processes()
    {
        await using (var host = await StartAsync(NodePhase.Succeeded)) Assert.Equal((false, "1"), await ResultAsync(host, "first"));
        await using (var host = await StartAsync(NodePhase.Succeeded)) Assert.Equal((true, "1"), await ResultAsync(host, "second"));

        Assert.Equal(1, _calls);
    }

    [Fact]
    public async Task A_step_that_failed_is_carried_out_again()
    {
        await using var host = await StartAsync(NodePhase.Failed);

        Assert.Equal((false, "1"), await ResultAsync(host, "first"));
        Assert.Equal((false, "2"), await ResultAsync(host, "second"));
    }

    [Fact]
    public async Task The_next_step_of_the_same_run_finds_it_already()
    {
        await using var host = await StartAsync(NodePhase.Succeeded);
        var run = TestRun.Of("twice", """
            {"entrypoint": "main", "templates": [
              {"name": "main", "steps": [[{"name": "a", "template": "call"}], [{"name": "b", "template": "call"}]]},
              {"name": "call", "memoize": {"key": "k", "maxAge": "1h", "cache": {"configMap": {"name": "c"} } }, "plugin": {"test": {} } }]}
            """);
        await host.SubmitAsync(run);

        var finished = await host.FinishAsync(run.Run.Id);

        Assert.Equal([false, true], finished.Nodes.Where(node => node.IsLeaf).Select(node => node.Cached!.Hit));
    }

    [Fact]
    public async Task What_is_too_old_is_not_used()
    {
        await using var host = await StartAsync(NodePhase.Succeeded);

        Assert.Equal((false, "1"), await ResultAsync(host, "first", maxAge: "0s"));
        Assert.Equal((false, "2"), await ResultAsync(host, "second", maxAge: "0s"));
    }

    public void Dispose() => _folder.Dispose();

    private Task<TestHost> StartAsync(NodePhase phase) => TestHost.StartAsync(_folder.Path,
        _ => Task.FromResult(new StepOutcome(phase, null, new StepOutputs { Result = $"{Interlocked.Increment(ref _calls)}" })));

    private static async Task<(bool Hit, string? Result)> ResultAsync(TestHost host, string name, string maxAge = "1h")
    {
        var run = TestRun.Of(name, $$$"""
            {"entrypoint": "call", "templates": [{"name": "call", "memoize": {"key": "k", "maxAge": "{{{maxAge}}}", "cache": {"configMap": {"name": "c"} } }, "plugin": {"test": {} } }]}
            """);
        await host.SubmitAsync(run);
        var root = (await host.FinishAsync(run.Run.Id)).Root!;
        return (root.Cached!.Hit, root.Outputs!.Result);
    }
}
