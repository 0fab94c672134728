using Runbooks.Engine.Runs;
using Runbooks.Engine.Steps;

namespace Runbooks.Benchmarks.Engine;

/// <summary>Runs in memory, side by side, whose every step succeeds at once.</summary>
internal static class TrivialRuns
{
    private static readonly StepOutcome Success = new(NodePhase.Succeeded, null, new StepOutputs { Result = "{\"id\":\"i-0abc\",\"now\":\"stopping\"}" });

    /// <param name="times">How many runs are under way at the same time.</param>
    public static Played Play(RunSubmitted submitted, int times)
    {
        var runs = Enumerable.Range(0, times).Select(_ => RunState.Replay([submitted])).ToList();
        var open = new Queue<(RunState Run, Node Step)>();
        long steps = 0, events = times;

        void Decide(RunState run, IReadOnlyList<RunEvent> incoming)
        {
            var decision = Decider.Decide(run, incoming, submitted.At);
            events += decision.Events.Count;
            foreach (var effect in decision.Effects) open.Enqueue((run, ((StartStep)effect).Node));
        }

        foreach (var run in runs) Decide(run, []);
        // One decision an end: the most work that the engine can be given.
        for (; open.TryDequeue(out var next); steps++) Decide(next.Run, [LeafStep.Finish(next.Run, next.Step, Success, submitted.At)]);
        if (runs.Find(run => run.Phase != RunPhase.Succeeded) is { } failed) throw new InvalidOperationException($"the run is {failed.Phase}: {failed.Message}");
        return new Played(runs, steps, events);
    }

    internal sealed record Played(IReadOnlyList<RunState> Runs, long Steps, long Events);
}
