using Runbooks.Engine.Runs;
using Runbooks.Engine.Runs.Requests;
using Runbooks.Engine.Steps;

namespace Runbooks.Engine.Tests.Runs;

public class DeciderTests
{
    private const string Recursion = """
        --- workflow
        templates:
          - name: main
            steps:
              - - {name: again, template: main, when: "1 == 1"}
        --- expected
        """;

    [Fact]
    public void A_recursion_without_end_is_ended_at_the_hundredth_level()
    {
        var run = Play(Recursion);

        var last = run.Nodes.Last(node => node.Type != NodeType.StepGroup);
        Assert.Equal((RunPhase.Failed, NodePhase.Error), (run.Phase, last.Phase));
        Assert.Equal("step 'again': templates call each other more than 99 levels deep", last.Message);
        Assert.Equal(99, run.Nodes.Count(node => node.Type == NodeType.Steps));
        Assert.All(run.Nodes, node => Assert.True(node.IsFinished));
    }

    [Fact]
    public void The_cost_of_a_run_is_linear_in_its_nodes()
    {
        // 20,000 items in one group: were a finished node to look at its siblings, this would take minutes.
        var history = FanOut(20_000, out var submitted);
        Decider.Decide(history, [], submitted.At);
        foreach (var leaf in history.Nodes.Where(node => node.IsLeaf).ToList())
            Decider.Decide(history, [new NodeFinished(submitted.At, leaf.Number, NodePhase.Succeeded, null, StepOutputs.None)], submitted.At);

        Assert.Equal(RunPhase.Succeeded, history.Phase);
        Assert.Equal(20_002, history.Nodes.Count);
    }

    [Fact]
    public void The_cost_of_a_retry_is_linear_in_the_nodes()
    {
        var run = FanOut(20_000, out var submitted);
        Decider.Decide(run, [], submitted.At);
        End(NodePhase.Failed);
        Decider.Decide(run, [new RetryRequest(submitted.At, "1", "alice")], submitted.At);
        End(NodePhase.Succeeded);

        Assert.Equal(RunPhase.Succeeded, run.Phase);
        Assert.Equal((20_002, 40_002), (run.Nodes.Count, run.NextNumber));

        void End(NodePhase phase)
        {
            foreach (var leaf in run.Nodes.Where(node => node.IsLeaf).ToList())
                Decider.Decide(run, [new NodeFinished(submitted.At, leaf.Number, phase, null, StepOutputs.None)], submitted.At);
        }
    }

    [Theory]
    [InlineData("in a row", 20_000)]
    [InlineData("side by side", 20_000)]
    public void The_cost_of_a_dag_is_linear_in_its_tasks(string shape, int tasks)
    {
        // Were a finished task to look at the whole dag, this would take minutes.
        var lines = Enumerable.Range(0, tasks).Select(i => $"        - {{name: t{i}, template: leaf{(shape == "in a row" && i > 0 ? $", dependencies: [t{i - 1}]" : "")}}}");
        var run = History($$$"""
            --- workflow
            templates:
              - name: main
                dag:
                  tasks:
            {{{string.Join('\n', lines)}}}
              - name: leaf
                plugin: {call: {}}
            --- expected
            """, out var submitted);
        Decider.Decide(run, [], submitted.At);
        for (var next = 1; next < run.Nodes.Count; next++)
            Decider.Decide(run, [new NodeFinished(submitted.At, next, NodePhase.Succeeded, null, StepOutputs.None)], submitted.At);

        Assert.Equal(RunPhase.Succeeded, run.Phase);
        Assert.Equal(tasks + 1, run.Nodes.Count);
    }

    [Fact]
    public void A_step_reported_finished_twice_keeps_its_first_end()
    {
        var run = History("""
            --- workflow
            templates:
              - name: main
                plugin: {call: {}}
            --- expected
            """, out var submitted);
        Decider.Decide(run, [], submitted.At);

        Decider.Decide(run, [new NodeFinished(submitted.At, 0, NodePhase.Failed, "first", null), new NodeFinished(submitted.At, 0, NodePhase.Succeeded, "second", null)], submitted.At);

        Assert.Equal((RunPhase.Failed, "first"), (run.Phase, run.Message));
    }

    [Fact]
    public void Events_that_do_not_begin_with_a_submission_are_no_run()
    {
        Assert.Throws<ArgumentException>(() => RunState.Replay([]));
        Assert.Throws<ArgumentException>(() => RunState.Replay([new RunStarted(DateTimeOffset.UnixEpoch)]));
    }

    private static RunState Play(string text)
    {
        var file = CaseFile.Parse(text);
        return file.Script.Play(file.Submit(), isInterrupted: false).State;
    }

    /// <summary>A loop over so many items, in one group.</summary>
    private static RunState FanOut(int items, out RunSubmitted submitted) => History($$$"""
        --- workflow
        templates:
          - name: main
            steps:
              - - {name: a, template: leaf, withParam: '[{{{string.Join(',', Enumerable.Range(0, items))}}}]'}
          - name: leaf
            plugin: {call: {}}
        --- expected
        """, out submitted);

    private static RunState History(string text, out RunSubmitted submitted)
    {
        submitted = CaseFile.Parse(text).Submit();
        return RunState.Replay([submitted]);
    }
}
