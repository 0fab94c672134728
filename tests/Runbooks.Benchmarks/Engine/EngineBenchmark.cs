using System.Diagnostics;
using Runbooks.Engine.Runs;

namespace Runbooks.Benchmarks.Engine;

/// <summary>The decider alone: what a step costs, and whether it costs more in a large run than in a small one.</summary>
internal static class EngineBenchmark
{
    private const int Turns = 7;

    public static Task RunAsync(Report report)
    {
        Peak(report, "100,000 steps of a fan-out", Shapes.FanOut);
        Peak(report, "100,000 tasks of a dag", Shapes.Dag);
        Flat(report, "fan-out by withParam", Shapes.FanOut, 100_000);
        Flat(report, "dag", Shapes.Dag, 100_000);
        Flat(report, "chain of groups", Shapes.Chain, 50_000);
        report.Note("Argo: every change walks the whole tree, at most once in 10 s as its resources are polled; 1 MB of state a workflow;");
        report.Note("      200 tasks a dag; two of 100,000 nodes share an id in 91 % of runs, and one of them is skipped; 35 workflows/s at best (5 controllers)");
        return Task.CompletedTask;
    }

    /// <summary>Of the process: what comes first must not need more than what comes after.</summary>
    private static void Peak(Report report, string what, Func<int, RunSubmitted> make)
    {
        var memory = PeakOf(() => Play(make(100_000)));
        report.Bound($"{what}, in memory: peak of the process", $"{memory / 1e6:0} MB", "< 400 MB", memory < 400e6);
    }

    /// <summary>The same number of steps as many small runs beside each other and as one large run: so that both have the same heap to live in.</summary>
    private static void Flat(Report report, string shape, Func<int, RunSubmitted> make, int total)
    {
        int[] sizes = [1_000, 10_000, total];
        var runs = sizes.Select(make).ToList();
        var costs = sizes.Select(_ => new List<double>()).ToList();
        var preparing = new List<double>();
        long events = 0;
        for (var turn = -1; turn < Turns; turn++)
            for (var i = 0; i < sizes.Length; i++)
            {
                var cost = Cost(runs[i], total / sizes[i], out var prepared, out events);
                if (turn < 0) continue;
                costs[i].Add(cost);
                if (i == sizes.Length - 1) preparing.Add(prepared);
            }
        var medians = costs.Select(Rounds.Median).ToList();
        for (var i = 0; i < sizes.Length; i++)
            report.Compare($"{shape}: a step, {total / sizes[i]} x {sizes[i]:N0} of them", $"{medians[i]:0.00} µs", $"{medians[0]:0.00} µs", medians[i] / medians[0], i == 0 ? null : 1.3);
        report.Value($"{shape}: making the document of {total:N0} ready to run, a step", $"{Rounds.Median(preparing):0.00} µs");
        var rate = events / (medians[^1] * total / 1e6);
        report.Bound($"{shape}: events a second, on one core", $"{rate:N0}", "≥ 300,000", rate >= 300_000);
    }

    /// <returns>Microseconds a step, of which <paramref name="preparing"/> go into reading the document's tags, conditions and dependencies.</returns>
    private static double Cost(RunSubmitted run, int times, out double preparing, out long events)
    {
        IReadOnlyList<RunState> runs = [];
        TrivialRuns.Played? played = null;
        var preparation = Rounds.MeasureProcessor(() => runs = TrivialRuns.Prepare(run, times));
        var decisions = Rounds.MeasureProcessor(() => played = TrivialRuns.Play(runs, run.At));
        events = played!.Events;
        preparing = preparation.TotalMicroseconds / played.Steps;
        return decisions.TotalMicroseconds / played.Steps;
    }

    private static TrivialRuns.Played Play(RunSubmitted run) => TrivialRuns.Play(TrivialRuns.Prepare(run, 1), run.At);

    private static long PeakOf(Func<TrivialRuns.Played> work)
    {
        var played = work();
        using var process = Process.GetCurrentProcess();
        GC.KeepAlive(played);
        return process.PeakWorkingSet64;
    }
}
