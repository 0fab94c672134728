using System.Diagnostics;
using Runbooks.Engine.Runs;

namespace Runbooks.Benchmarks.Engine;

/// <summary>The decider alone: what a node costs, and whether it costs more in a large run than in a small one.</summary>
internal static class EngineBenchmark
{
    private const int NodesOfARound = 200_000;
    private const int Rounds = 5;

    public static Task RunAsync(Report report)
    {
        var memory = PeakOf(() => TrivialRun.Play(Shapes.FanOut(100_000)));
        report.Bound("100,000 steps in one run, in memory: peak of the process", $"{memory / 1e6:0} MB", "< 600 MB", memory < 600e6);
        Flat(report, "fan-out by withParam", Shapes.FanOut, [1_000, 10_000, 100_000]);
        Flat(report, "chain of groups", Shapes.Chain, [1_000, 10_000, 50_000]);
        return Task.CompletedTask;
    }

    private static void Flat(Report report, string shape, Func<int, RunSubmitted> make, int[] sizes)
    {
        var runs = sizes.Select(make).ToList();
        foreach (var run in runs) TrivialRun.Play(run);
        var costs = sizes.Select(_ => new List<double>()).ToList();
        long events = 0;
        for (var round = 0; round < Rounds; round++)
            for (var i = 0; i < sizes.Length; i++)
                costs[i].Add(Cost(runs[i], Math.Max(1, NodesOfARound / sizes[i]), out events));
        var small = Benchmarks.Rounds.Median(costs[0]);
        for (var i = 0; i < sizes.Length; i++)
        {
            var cost = Benchmarks.Rounds.Median(costs[i]);
            report.Compare($"{shape}: one of {sizes[i]:N0} steps", $"{cost:0.00} µs", $"{small:0.00} µs of {sizes[0]:N0}", cost / small, i == 0 ? null : 1.3);
        }
        report.Value($"{shape}: events a second", $"{events / (Benchmarks.Rounds.Median(costs[^1]) * sizes[^1] / 1e6):N0}");
    }

    /// <returns>Microseconds a step.</returns>
    private static double Cost(RunSubmitted run, int times, out long events)
    {
        long counted = 0;
        var steps = 0;
        var time = Benchmarks.Rounds.Measure(() =>
        {
            for (var i = 0; i < times; i++)
            {
                var played = TrivialRun.Play(run);
                counted = played.Events;
                steps += played.Run.Nodes.Count(node => node.IsLeaf);
            }
        });
        events = counted;
        return time.TotalMicroseconds / steps;
    }

    private static long PeakOf(Func<(RunState Run, long Events)> work)
    {
        var played = work();
        using var process = Process.GetCurrentProcess();
        GC.KeepAlive(played.Run);
        return process.PeakWorkingSet64;
    }
}
