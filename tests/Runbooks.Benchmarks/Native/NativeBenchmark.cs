using Runbooks.Providers.Sandbox;

namespace Runbooks.Benchmarks.Native;

/// <summary>A thousand native steps, durably, against the same calls without an engine.</summary>
internal static class NativeBenchmark
{
    private const int Instances = 1_000;
    private const int AtOnce = 50;
    private const int Turns = 7;

    public static async Task RunAsync(Report report)
    {
        foreach (var latency in new[] { 0, 20 })
        {
            await using var cloud = await SandboxServer.StartAsync(new SandboxOptions { Fleet = Fleet.Of(Instances), Latency = TimeSpan.FromMilliseconds(latency) });
            var ids = cloud.Instances().Select(instance => instance.InstanceId).ToList();
            await using var engine = await EngineSide.StartAsync(cloud, AtOnce);
            using var bare = new BareSide(cloud, AtOnce);
            var (ours, theirs, ratio) = await Rounds.CompareAsync(Turns, () => engine.StopAsync(ids), () => bare.StopAsync(ids));
            report.Compare($"{Instances:N0} StopInstances, {AtOnce} at once, {latency} ms at the server", $"{ours.TotalMilliseconds:N0} ms", $"{theirs.TotalMilliseconds:N0} ms bare SDK", ratio, 1.3);
            if (cloud.Requests.Of("StopInstances").Count != 2 * (Turns + 1) * Instances) throw new InvalidOperationException("the two sides did not make the same calls");
        }
    }
}
