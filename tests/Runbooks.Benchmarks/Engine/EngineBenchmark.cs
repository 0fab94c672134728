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
        var memory = PeakOf(() => TrivialRuns.Play(make(100_000), 1));
        report.Bound($"{what}, in memory: peak of the process", $"{memory / 1e6:0} MB", "< 400 MB", memory < 400e6);
    }

    /// <summary>The same number of steps as many small runs beside each other and as one large run: so that both have the same heap to live in.</summary>
    private static void Flat(Report report, string shape, Func<int, RunSubmitted> make, int total)
    {
        int[] sizes = [1_000, 10_000, total];
        var runs = sizes.Select(make).ToList();
        var costs = sizes.Select(_ => new List<double>()).ToList();
        long events = 0;
        for (var turn = -1; turn < Turns; turn++)
            for (var i = 0; i < sizes.Length; i++)
            {
                var cost = Cost(runs[i], total / sizes[i], out events);
                if (turn >= 0) costs[i].Add(cost);
            }
        var rate = events / (Rounds.Median(costs[^1]) * total / 1e6);
        var small = Rounds.Median(costs[0]);
        for (var i = 0; i < sizes.Length; i++)
        {
            var cost = Rounds.Median(costs[i]);
            report.Compare($"{shape}: a step, {total / sizes[i]} x {sizes[i]:N0} of them", $"{cost:0.00} µs", $"{small:0.00} µs", cost / small, i == 0 ? null : 1.3);
        }
        report.Value($"{shape}: a step of one run of {sizes[0]:N0} alone, in the processor's caches", $"{Rounds.Median(Enumerable.Range(0, 100).Select(round => Cost(runs[0], 1, out long _))):0.00} µs");
        report.Bound($"{shape}: events a second, on one core", $"{rate:N0}", "≥ 300,000", rate >= 300_000);
    }

    /// <returns>Microseconds a step.</returns>
    private static double Cost(RunSubmitted run, int times, out long events)
    {
        TrivialRuns.Played? played = null;
        var time = Rounds.Measure(() => played = TrivialRuns.Play(run, times));
        events = played!.Events;
        return time.TotalMicroseconds / played.Steps;
    }

    private static long PeakOf(Func<TrivialRuns.Played> work)
    {
        var played = work();
        using var process = Process.GetCurrentProcess();
        GC.KeepAlive(played);
        return process.PeakWorkingSet64;
    }
}
