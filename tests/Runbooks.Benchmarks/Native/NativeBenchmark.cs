using Runbooks.Providers.Sandbox;

namespace Runbooks.Benchmarks.Native;

/// <summary>A thousand native steps, durably, against the same calls without an engine.</summary>
internal static class NativeBenchmark
{
    private const int Instances = 1_000;
    private const int AtOnce = 50;
    private const int Turns = 15;

    public static async Task RunAsync(Report report)
    {
        await CompareAsync(report, latency: 20, goal: 1.3);
        await CompareAsync(report, latency: 0, goal: null);
        report.Note($"Before each call its intent is on disk: here a commit takes {DiskFlush().TotalMilliseconds:0.0} ms. No cloud answers in 0 ms; that line shows what the engine costs at most.");
    }

    private static async Task CompareAsync(Report report, int latency, double? goal)
    {
        await using var cloud = await SandboxServer.StartAsync(new SandboxOptions { Fleet = Fleet.Of(Instances), Latency = TimeSpan.FromMilliseconds(latency) });
        var ids = cloud.Instances().Select(instance => instance.InstanceId).ToList();
        await using var engine = await EngineSide.StartAsync(cloud, AtOnce);
        using var bare = new BareSide(cloud, AtOnce);
        var (ours, theirs, ratio) = await Rounds.CompareAsync(Turns, () => engine.StopAsync(ids), () => bare.StopAsync(ids), warmUps: Turns);
        report.Compare($"{Instances:N0} StopInstances, {AtOnce} at once, {latency} ms at the server", $"{ours.TotalMilliseconds:N0} ms", $"{theirs.TotalMilliseconds:N0} ms bare SDK", ratio, goal);
        if (cloud.Requests.Of("StopInstances").Count != 2 * 2 * Turns * Instances) throw new InvalidOperationException("the two sides did not make the same calls");
    }

    private static TimeSpan DiskFlush()
    {
        using var file = new FileStream(Path.Combine(AppContext.BaseDirectory, "flush.tmp"), FileMode.Create, FileAccess.Write, FileShare.None, 1, FileOptions.DeleteOnClose);
        return Rounds.Median(Enumerable.Range(0, 50).Select(_ => Rounds.Measure(() =>
        {
            file.Write(new byte[8192]);
            file.Flush(flushToDisk: true);
        })));
    }
}
