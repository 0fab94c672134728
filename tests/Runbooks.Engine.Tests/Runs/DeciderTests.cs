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
        Assert.Equal("step 'again': template 'main' would be called 100 levels deep: templates may call each other 99 levels deep (RUNBOOKS_MAX_DEPTH)", last.Message);
        Assert.Equal(99, run.Nodes.Count(node => node.Type == NodeType.Steps));
        Assert.All(run.Nodes, node => Assert.True(node.IsFinished));
    }

    private const string Runaway = """
        --- workflow
        onExit: over
        templates:
          - name: main
            steps:
              - - {name: again, template: main, withSequence: {count: 3}, continueOn: {error: true, failed: true}}
          - name: over
            plugin: {call: {}}
        --- expected
        """;

    [Fact]
    public void A_run_that_grows_too_large_errs_with_its_template_and_the_bound_and_its_exit_handler_runs()
    {
        var run = History(Runaway, out var submitted);
        var limits = new RunLimits { Nodes = 2_000, EventsOfADecision = 500 };

        var events = Advance(run, submitted.At, limits);

        Assert.InRange(run.Nodes.Count, 2_000, 2_000 + 1_500);
        Assert.Contains(run.Nodes, node => node.Message is { } message && message.StartsWith("step 'again': template 'main' can't have 3 nodes more: the run has ", StringComparison.Ordinal)
            && message.EndsWith(", and may have 2000 (RUNBOOKS_MAX_NODES)", StringComparison.Ordinal));
        Assert.All(run.Nodes.Where(node => node.Hook is null), node => Assert.True(node.IsFinished));
        Assert.All(events, decided => Assert.InRange(decided, 0, 600));
        var handler = Assert.Single(run.Nodes, node => node is { IsLeaf: true, IsFinished: false });
        Decider.Decide(run, [new NodeFinished(submitted.At, handler.Number, NodePhase.Succeeded, null, null)], submitted.At, limits);
        Assert.True(run.IsFinished);
    }

    [Theory]
    [InlineData(ShutdownStrategy.Stop)]
    [InlineData(ShutdownStrategy.Terminate)]
    public void A_runaway_is_ended_by_who_ends_it_though_each_decision_finds_more_to_do(ShutdownStrategy strategy)
    {
        var run = History(Runaway, out var submitted);
        var limits = new RunLimits { EventsOfADecision = 500 };
        Assert.Equal(submitted.At, Decider.Decide(run, [], submitted.At, limits).WakeAt);
        Assert.InRange(run.Nodes.Count, 100, 600);

        Decider.Decide(run, [new StopRequest(submitted.At, "1", "alice", strategy)], submitted.At, limits);
        Advance(run, submitted.At, limits);

        Assert.InRange(run.Nodes.Count, 100, 3_000);
        Assert.True(run.Root!.IsFinished);
    }

    [Fact]
    public void A_decision_that_is_cut_short_goes_on_the_same_after_a_crash()
    {
        var limits = new RunLimits { Nodes = 2_000, EventsOfADecision = 100 };
        var whole = History(Runaway, out var submitted);
        Advance(whole, submitted.At, limits);
        var events = new List<RunEvent> { submitted };
        for (var wake = (DateTimeOffset?)submitted.At; wake == submitted.At;)
        {
            var decision = Decider.Decide(RunState.Replay(events), [], submitted.At, limits);
            events.AddRange(decision.Events);
            wake = decision.WakeAt;
        }

        var pieced = RunState.Replay(events);
        Assert.Equal(whole.Root!.Phase, pieced.Root!.Phase);
        Assert.All(pieced.Nodes.Where(node => node.Hook is null), node => Assert.True(node.IsFinished));
    }

    [Fact]
    public void A_retry_strategy_without_limit_and_back_off_does_not_spin()
    {
        var run = History("""
            --- workflow
            templates:
              - name: main
                retryStrategy: {}
                plugin: {call: {}}
            --- expected
            """, out var submitted);
        Decider.Decide(run, [], submitted.At);
        Decision decision;
        do decision = Decider.Decide(run, [new NodeFinished(submitted.At, run.Root!.Children[^1].Number, NodePhase.Failed, "no", null)], submitted.At);
        while (run.Root.Children[^1] is { IsFinished: false });

        Assert.Equal((5, "Backoff for 1 second", submitted.At.AddSeconds(1)), (run.Root.Children.Count, run.Root.Message, decision.WakeAt));
        Decider.Decide(run, [], submitted.At.AddMilliseconds(999));
        Assert.Equal(5, run.Root.Children.Count);
        Decider.Decide(run, [], submitted.At.AddSeconds(1));
        Assert.Equal((6, null), (run.Root.Children.Count, run.Root.Message));
    }

    [Fact]
    public void Lists_that_are_held_back_count_as_well()
    {
        var run = History("""
            --- workflow
            parallelism: 1
            templates:
              - name: main
                steps:
                  - - {name: a, template: many}
                    - {name: b, template: many}
              - name: many
                steps:
                  - - {name: each, template: leaf, withSequence: {count: 800}}
              - name: leaf
                plugin: {call: {}}
            --- expected
            """, out var submitted);

        Advance(run, submitted.At, new RunLimits { Nodes = 1_000 });

        Assert.Single(run.Nodes, node => node is { Type: NodeType.Skipped, Message: { } message } && message.Contains("template 'leaf' can't have 800 nodes more", StringComparison.Ordinal));
    }

    /// <summary>Decides until there is nothing more to do right now.</summary>
    /// <returns>How many events each decision has.</returns>
    private static List<int> Advance(RunState run, DateTimeOffset now, RunLimits limits)
    {
        var events = new List<int>();
        Decision decision;
        do
        {
            decision = Decider.Decide(run, [], now, limits);
            events.Add(decision.Events.Count);
        }
        while (decision.WakeAt == now);
        return events;
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
