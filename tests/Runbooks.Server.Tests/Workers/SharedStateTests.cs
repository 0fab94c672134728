using System.Collections.Concurrent;
using System.Text.Json.Nodes;
using Runbooks.Engine.Runs;
using Runbooks.Engine.Steps;
using Runbooks.Server.Workers;

namespace Runbooks.Server.Tests.Workers;

/// <summary>Many steps that read the same of their run at once, while it goes on: what each is handed is whole.</summary>
public sealed class SharedStateTests : IDisposable
{
    private readonly TempFolder _folder = new();

    [Fact]
    public async Task Steps_that_begin_at_once_are_all_handed_the_runs_arguments_filled_in_a_thousand_times()
    {
        const int runs = 1000;
        var bodies = new ConcurrentBag<string>();
        await using var host = await TestHost.StartAsync(_folder.Path, step =>
        {
            bodies.Add((string)step.Template.Plugin!["test"]!["text"]!);
            return Task.FromResult(ScriptedExecutor.Result("0"));
        });

        var submitted = Enumerable.Range(0, runs).Select(i => TestRun.Of($"r{i}", """
            {"entrypoint": "main",
             "arguments": {"parameters": [{"name": "a", "value": "{{=sprig.repeat(40, workflow.name)}}-a"}, {"name": "b", "value": "{{workflow.parameters.a}}-b"}, {"name": "c", "value": "{{workflow.parameters.b}}-c"}]},
             "templates": [
               {"name": "main", "steps": [[{"name": "each", "template": "each", "withSequence": {"count": 6}}]]},
               {"name": "each", "plugin": {"test": {"text": "{{workflow.parameters.c}} {{workflow.parameters.b}} {{workflow.parameters.a}}"}}}]}
            """)).ToList();
        await Task.WhenAll(submitted.Select(run => host.Store.SubmitAsync(run)));
        host.Wake();
        var ended = await Task.WhenAll(submitted.Select(run => host.FinishAsync(run.Run.Id)));

        Assert.All(ended, run => Assert.Equal(RunPhase.Succeeded, run.Phase));
        Assert.Equal(6 * runs, bodies.Count);
        Assert.Equal(submitted.Select(run => Text(run.Run.Name)).Order(StringComparer.Ordinal), bodies.Distinct().Order(StringComparer.Ordinal));

        static string Text(string name)
        {
            var a = string.Concat(Enumerable.Repeat(name, 40)) + "-a";
            return $"{a}-b-c {a}-b {a}";
        }
    }

    [Fact]
    public async Task Steps_that_read_what_has_failed_so_far_are_handed_a_list_though_others_fail_meanwhile()
    {
        var lengths = new ConcurrentBag<int>();
        var submitted = TestRun.Of("failures", """
            {"entrypoint": "main", "parallelism": 20, "templates": [
               {"name": "main", "steps": [[{"name": "each", "template": "each", "continueOn": {"failed": true}, "withSequence": {"count": 1000}}]]},
               {"name": "each", "plugin": {"test": {"failures": "{{workflow.failures}}"}}}]}
            """);
        await using var host = await TestHost.StartAsync(_folder.Path, async step =>
        {
            var failures = (string)step.Template.Plugin!["test"]!["failures"]!;
            lengths.Add(failures is "\"null\"" ? 0 : JsonNode.Parse((string)JsonNode.Parse(failures)!)!.AsArray().Count);
            await Task.Yield();
            return StepOutcome.Failed("no");
        });

        await host.SubmitAsync(submitted);
        var run = await host.FinishAsync(submitted.Run.Id);

        Assert.Equal(RunPhase.Succeeded, run.Phase);
        Assert.All(run.Nodes.Where(node => node.TemplateKey == "each"), node => Assert.Equal((NodePhase.Failed, "no"), (node.Phase, node.Message)));
        Assert.Equal(1000, lengths.Count);
    }

    [Fact]
    public async Task A_step_is_filled_in_when_there_is_a_place_for_it_and_reads_what_others_did_before()
    {
        var submitted = TestRun.Of("later", """
            {"entrypoint": "main", "templates": [
               {"name": "main", "steps": [[{"name": "each", "template": "each", "continueOn": {"failed": true}, "withSequence": {"count": 3}}]]},
               {"name": "each", "plugin": {"test": {"failed": "{{=len(workflow.failures) > 9}}"}}}]}
            """);
        var bodies = new ConcurrentQueue<string>();
        await using var host = await TestHost.StartAsync(_folder.Path, step =>
        {
            bodies.Enqueue((string)step.Template.Plugin!["test"]!["failed"]!);
            return Task.FromResult(StepOutcome.Failed("no"));
        }, new WorkerOptions { NativeConcurrency = 1 });

        await host.SubmitAsync(submitted);
        await host.FinishAsync(submitted.Run.Id);

        Assert.Equal("false", bodies.First());
        Assert.Equal("true", bodies.Last());
    }

    [Fact]
    public async Task A_step_whose_end_cannot_be_told_errs_and_does_not_stay_open()
    {
        var submitted = TestRun.Of("twice", """
            {"entrypoint": "main", "templates": [
               {"name": "main", "steps": [[{"name": "bad", "template": "bad", "continueOn": {"error": true}}, {"name": "good", "template": "good"}]]},
               {"name": "bad", "plugin": {"test": {}}, "outputs": {"parameters": [{"name": "same", "value": "1"}, {"name": "same", "value": "2"}]}},
               {"name": "good", "plugin": {"test": {}}}]}
            """);
        await using var host = await TestHost.StartAsync(_folder.Path, _ => Task.FromResult(ScriptedExecutor.Result("0")));

        await host.SubmitAsync(submitted);
        var run = await host.FinishAsync(submitted.Run.Id);

        Assert.Equal(RunPhase.Succeeded, run.Phase);
        var bad = run.Nodes.Single(node => node.TemplateKey == "bad");
        Assert.Equal(NodePhase.Error, bad.Phase);
        Assert.StartsWith("internal error: ArgumentException", bad.Message);
    }

    public void Dispose() => _folder.Dispose();
}
