using Runbooks.Engine.Runs;
using Runbooks.Engine.Steps;

namespace Runbooks.Benchmarks.Engine;

/// <summary>A run in memory whose every step succeeds at once.</summary>
internal static class TrivialRun
{
    private static readonly StepOutcome Success = new(NodePhase.Succeeded, null, new StepOutputs { Result = "{\"id\":\"i-0abc\",\"now\":\"stopping\"}" });

    /// <returns>How many events the run has.</returns>
    public static (RunState Run, long Events) Play(RunSubmitted submitted)
    {
        var run = RunState.Replay([submitted]);
        var open = new Queue<Node>();
        long events = 1;

        void Decide(IReadOnlyList<RunEvent> incoming)
        {
            var decision = Decider.Decide(run, incoming, submitted.At);
            events += decision.Events.Count;
            foreach (var effect in decision.Effects) open.Enqueue(((StartStep)effect).Node);
        }

        Decide([]);
        // One decision an end: the most work that the engine can be given.
        while (open.TryDequeue(out var node)) Decide([LeafStep.Finish(run, node, Success, submitted.At)]);
        return run.Phase == RunPhase.Succeeded ? (run, events) : throw new InvalidOperationException($"the run is {run.Phase}: {run.Message}");
    }
}
