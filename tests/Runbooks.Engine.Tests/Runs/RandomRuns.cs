using System.Text.Json;
using System.Text.Json.Nodes;
using CsCheck;
using Runbooks.Engine.Argo;
using Runbooks.Engine.Runs;
using Runbooks.Engine.Runs.Requests;
using Runbooks.Engine.Steps;
using Runbooks.Engine.Submission;

namespace Runbooks.Engine.Tests.Runs;

/// <summary>What holds for every run, whatever its workflow, its steps' ends and their order.</summary>
public class RandomRuns
{
    private const string Leaf = "leaf";

    [Fact]
    public void A_run_ends_the_same_in_whichever_order_its_steps_end_and_wherever_its_process_dies() =>
        Gen.Select(Workflows, Gen.UInt, Gen.UInt, Gen.UInt).Sample((workflow, ends, order, other) =>
        {
            var first = Play(workflow, ends, order, dies: 0);
            var second = Play(workflow, ends, other, dies: 3);

            Assert.All(first.State.Nodes, node => Assert.True(node.IsFinished));
            Assert.Equal(Outcome(first.State), Outcome(second.State));
        }, iter: TestLength.Of(2_000, 200_000));

    [Fact]
    public void A_run_is_what_its_events_say_and_each_of_its_nodes_has_an_id_of_its_own() =>
        Gen.Select(Workflows, Gen.UInt, Gen.UInt).Sample((workflow, ends, order) =>
        {
            var history = Play(workflow, ends, order, dies: 0);
            var replayed = RunState.Replay(history.Events);

            Assert.Equal(NodeTree.Of(history.State, ""), NodeTree.Of(replayed, ""));
            Assert.Equal(history.State.Nodes.Select(node => node.ArgoId), replayed.Nodes.Select(node => node.ArgoId));
            Assert.Equal(replayed.Nodes.Count, replayed.Nodes.Select(node => node.ArgoId).Distinct().Count());
            Assert.Single(history.Events.OfType<RunFinished>());
        }, iter: TestLength.Of(1_000, 100_000));

    [Fact]
    public void A_run_that_is_ended_before_its_time_ends_the_same_wherever_its_process_dies() =>
        Gen.Select(Workflows, Gen.UInt, Gen.UInt, Gen.Int[0, 12], Gen.Enum<ShutdownStrategy>()).Sample((workflow, ends, order, after, strategy) =>
        {
            var stop = (after, new StopRequest(DateTimeOffset.UnixEpoch, "1", "alice", strategy));
            Assert.True(Play(workflow, ends, order, dies: 0, stop).State.IsFinished);
            Assert.True(Play(workflow, ends, order, dies: 1, stop).State.IsFinished);

            // Who has a place when the run is ended is a matter of whose turn it was.
            var unbounded = workflow with { Spec = workflow.Spec with { Parallelism = null, Templates = [.. workflow.Spec.Templates.Select(template => template with { Parallelism = null })] } };
            var first = Play(unbounded, ends, order, dies: 0, stop);
            Assert.All(first.State.Nodes, node => Assert.True(node.IsFinished));
            Assert.Equal(Outcome(first.State), Outcome(Play(unbounded, ends, order, dies: 1, stop).State));
        }, iter: TestLength.Of(400, 40_000));

    /// <summary>A dag's tasks begin in the order in which others end; what becomes of each is the same.</summary>
    private static string Outcome(RunState run) =>
        string.Join('\n', [$"{run.Phase} {run.Message}", .. run.Nodes.Select(node => $"{node.Name} {node.Type} {node.Phase} {node.Message}").Order(StringComparer.Ordinal)]);

    /// <param name="ends">Says how each step ends.</param>
    /// <param name="order">Says which of the open steps ends next.</param>
    /// <param name="dies">The process dies after one decision in so many; 0 for never.</param>
    /// <param name="stop">After so many ends, someone has it ended.</param>
    private static RunHistory Play(Workflow workflow, uint ends, uint order, uint dies, (int After, StopRequest Request)? stop = null)
    {
        var count = 0;
        var submitted = Submitter.Submit(workflow, new RunRequest(), "id", "x7k2p", "default", DateTimeOffset.UnixEpoch).Event!;
        var history = new RunHistory(submitted);
        history.Decide([], submitted.At);
        for (var step = order; history.OpenLeaves.ToList() is { Count: > 0 } open; step = step * 1664525 + 1013904223)
        {
            if (dies > 0 && step % dies == 0) history.Resume(submitted.At);
            if (count++ == stop?.After) history.Decide([stop.Value.Request], submitted.At);
            if (history.OpenLeaves.Count() != open.Count) continue;
            var node = history.State.Nodes[open[(int)((step >> 8) % open.Count)].Number];
            history.Decide([history.IsStopped(node) ? history.Stopped(node, submitted.At) : LeafStep.Finish(node.Number, LeafStep.Fill(history.State, node).Template, End(node, ends), submitted.At)], submitted.At);
        }
        return history;
    }

    private static StepOutcome End(Node node, uint ends)
    {
        var hash = node.Name.Aggregate(ends, (sum, c) => (sum ^ c) * 16777619) >> 8;
        return (hash % 6) switch
        {
            0 => StepOutcome.Failed("no"),
            1 => StepOutcome.Error("could not"),
            _ => new StepOutcome(NodePhase.Succeeded, null, new StepOutputs { Result = "[0, 1]" }),
        };
    }

    private static JsonObject Call(string name) => new() { ["name"] = name, ["plugin"] = new JsonObject { ["call"] = new JsonObject() } };

    /// <summary>Three steps or dag templates; each calls only those after it, so that every run ends.</summary>
    private static Gen<Workflow> Workflows =>
        Gen.Select(Template(0), Template(1), Template(2), Gen.Int[1, 9], (first, second, third, parallelism) => Workflow([first, second, third], parallelism));

    private static Workflow Workflow(JsonObject[] templates, int parallelism) => new()
    {
        ApiVersion = "argoproj.io/v1alpha1",
        Kind = "Workflow",
        Metadata = new Metadata { Name = "wf" },
        Spec = new JsonObject
        {
            ["entrypoint"] = "t0",
            ["parallelism"] = parallelism,
            ["onExit"] = parallelism % 2 == 0 ? Leaf : null,
            ["templates"] = new JsonArray([.. templates.Select(template => template.DeepClone()), Call(Leaf), Retried(Call("stubborn"), "Always")]),
        }.Deserialize<WorkflowSpec>(ArgoJson.Options)!,
    };

    private static Gen<JsonObject> Template(int index) => Gen.Select(Gen.OneOf(StepsTemplate(index), DagTemplate(index)), OneOf("", "", "", "OnFailure", "Always"), Retried);

    private static JsonObject Retried(JsonObject template, string policy)
    {
        if (policy.Length == 0) return template;
        var retried = template.DeepClone().AsObject();
        if (policy == "OnFailure" && !retried.ContainsKey("plugin")) retried["parallelism"] = 1;
        retried["retryStrategy"] = new JsonObject { ["limit"] = 1, ["retryPolicy"] = policy };
        return retried;
    }

    private static Gen<JsonObject> DagTemplate(int index) =>
        Gen.Select(Step(index), OneOf(null, null, "X", "X.Failed || Y.Errored", "X.Omitted || !Y", "Y && X.Skipped"), Gen.Int[0, 9], Gen.Int[0, 9]).Array[1, 5].Select(tasks => new JsonObject
        {
            ["name"] = $"t{index}",
            ["dag"] = new JsonObject { ["tasks"] = new JsonArray([.. tasks.Select((task, i) => Task(task.Item1, i, task.Item2, task.Item3, task.Item4))]) },
        });

    /// <summary>Depends only on tasks before it.</summary>
    private static JsonObject Task(JsonObject step, int index, string? depends, int one, int other)
    {
        var task = Named(step, $"k{index}");
        if (depends is null || index == 0) return task;
        task["depends"] = depends.Replace("X", $"k{one % index}", StringComparison.Ordinal).Replace("Y", $"k{other % index}", StringComparison.Ordinal);
        return task;
    }

    private static Gen<JsonObject> StepsTemplate(int index) =>
        Step(index).Array[0, 3].Array[0, 3].Select(groups => new JsonObject
        {
            ["name"] = $"t{index}",
            ["steps"] = new JsonArray([.. groups.Select((group, g) => new JsonArray([.. group.Select((step, s) => Named(step, $"s{g}{s}"))]))]),
        });

    private static JsonObject Named(JsonObject step, string name)
    {
        var named = step.DeepClone().AsObject();
        named["name"] = name;
        // Named at last, a hook can read how its step ends.
        if (named["hooks"]?["ended"] is JsonObject hook) hook["expression"] = ((string)hook["expression"]!).Replace("NAME", name, StringComparison.Ordinal);
        return named;
    }

    private static Gen<JsonObject> Step(int index) => Gen.Select(
        OneOf([.. Enumerable.Range(index + 1, 2 - index).Select(later => $"t{later}"), Leaf, Leaf, "stubborn"]), OneOf(null, "[]", "[0]", """[0, 1, {"k": [1]}]"""),
        OneOf(null, null, "1 == 2", "{{item}} != 1"), Gen.Bool, Gen.Bool, OneOf(null, null, null, null, Leaf, "stubborn", "steps.NAME.status != \"Failed\"", "tasks.NAME.status == \"Error\""), Step);

    private static Gen<T> OneOf<T>(params T[] choices) => Gen.Int[0, choices.Length - 1].Select(i => choices[i]);

    /// <param name="hook">An exit handler's template, or the expression of another hook, for steps or for tasks.</param>
    private static JsonObject Step(string? template, string? list, string? when, bool failed, bool error, string? hook)
    {
        var step = new JsonObject { ["template"] = template, ["continueOn"] = new JsonObject { ["failed"] = failed, ["error"] = error } };
        if (hook is Leaf or "stubborn") step["onExit"] = hook;
        else if (hook is not null) step["hooks"] = new JsonObject { ["ended"] = new JsonObject { ["template"] = Leaf, ["expression"] = hook } };
        if (list is not null) step["withParam"] = list;
        if (when is not null && (list is not null || !when.StartsWith('{'))) step["when"] = when;
        return step;
    }
}
