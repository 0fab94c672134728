using Runbooks.Engine.Runs;
using Runbooks.Engine.Steps;

namespace Runbooks.Benchmarks.Engine;

/// <summary>Runs in memory, side by side, whose every step succeeds at once.</summary>
internal static class TrivialRuns
{
    private static readonly StepOutcome Success = new(NodePhase.Succeeded, null, new StepOutputs { Result = "{\"id\":\"i-0abc\",\"now\":\"stopping\"}" });

    /// <param name="times">How many runs are under way at the same time.</param>
    public static IReadOnlyList<RunState> Prepare(RunSubmitted submitted, int times) => [.. Enumerable.Range(0, times).Select(_ => RunState.Replay([submitted]))];

    /// <param name="runs">Just submitted.</param>
    public static Played Play(IReadOnlyList<RunState> runs, DateTimeOffset now)
    {
        var open = new Queue<(RunState Run, Node Step)>();
        long steps = 0, events = runs.Count;

        void Decide(RunState run, IReadOnlyList<RunEvent> incoming)
        {
            var decision = Decider.Decide(run, incoming, now);
            events += decision.Events.Count;
            foreach (var effect in decision.Effects) open.Enqueue((run, run.NodeAt(((StartStep)effect).Node)));
        }

        foreach (var run in runs) Decide(run, []);
        // One decision an end: the most work that the engine can be given.
        for (; open.TryDequeue(out var next); steps++) Decide(next.Run, [LeafStep.Finish(next.Step.Number, next.Run.Runbook.Find(next.Step.TemplateKey!)!.Template, Success, now)]);
        if (runs.FirstOrDefault(run => run.Phase != RunPhase.Succeeded) is { } failed) throw new InvalidOperationException($"the run is {failed.Phase}: {failed.Message}");
        return new Played(runs, steps, events);
    }

    internal sealed record Played(IReadOnlyList<RunState> Runs, long Steps, long Events);
}
