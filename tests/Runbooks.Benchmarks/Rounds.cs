using System.Diagnostics;

namespace Runbooks.Benchmarks;

/// <summary>Wall times of two sides, measured in turns so that what else the machine does strikes both.</summary>
internal static class Rounds
{
    /// <summary>Warms both up, then lets them take turns.</summary>
    /// <param name="warmUps">Rounds of each side that don't count: many for short ones, as the JIT compiles again what runs often.</param>
    /// <param name="between">Before each turn: what the one before has left to do in the background isn't the next one's.</param>
    /// <returns>The median of each side, and the median of the ratios of the turns.</returns>
    public static async Task<(TimeSpan Ours, TimeSpan Theirs, double Ratio)> CompareAsync(int rounds, Func<Task> ours, Func<Task> theirs, int warmUps = 1, Func<Task>? between = null)
    {
        for (var i = 0; i < warmUps; i++) await ours();
        for (var i = 0; i < warmUps; i++) await theirs();
        var times = new List<(TimeSpan Ours, TimeSpan Theirs)>();
        for (var i = 0; i < rounds; i++)
        {
            if (between is not null) await between();
            var first = await MeasureAsync(i % 2 == 0 ? ours : theirs);
            if (between is not null) await between();
            var second = await MeasureAsync(i % 2 == 0 ? theirs : ours);
            times.Add(i % 2 == 0 ? (first, second) : (second, first));
        }
        return (Median(times.Select(turn => turn.Ours)), Median(times.Select(turn => turn.Theirs)), Median(times.Select(turn => turn.Ours / turn.Theirs)));
    }

    public static async Task<TimeSpan> MeasureAsync(Func<Task> work)
    {
        GC.Collect();
        var start = Stopwatch.GetTimestamp();
        await work();
        return Stopwatch.GetElapsedTime(start);
    }

    public static TimeSpan Measure(Action work)
    {
        GC.Collect();
        var start = Stopwatch.GetTimestamp();
        work();
        return Stopwatch.GetElapsedTime(start);
    }

    /// <summary>The processor's time, of all threads: what others do on the machine doesn't count, and collecting garbage does.</summary>
    public static TimeSpan MeasureProcessor(Action work)
    {
        GC.Collect();
        var before = Environment.CpuUsage.TotalTime;
        work();
        return Environment.CpuUsage.TotalTime - before;
    }

    public static T Median<T>(IEnumerable<T> values) => values.Order().ToList() is var sorted ? sorted[sorted.Count / 2] : default!;
}
