using System.Diagnostics;
using Runbooks.EndToEnd.Tests.Support;
using Runbooks.Providers.Sandbox;

namespace Runbooks.EndToEnd.Tests.Sandbox;

/// <summary>The promise that a crash costs nothing: killed at any point, a run goes on and no instance is stopped twice.</summary>
public sealed class KilledRunTests
{
    private const int Instances = 300;

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public async Task A_run_killed_again_and_again_ends_well_and_stops_each_instance_once(int seed)
    {
        var chance = new Random(seed);
        using var program = new RunbooksProgram();
        await using var cloud = await SandboxCloud.StartAsync(Instances, latency: TimeSpan.FromMilliseconds(50));
        cloud.UseFrom(program);

        using (var first = program.Start("run", SandboxCloud.ShutdownWithAmbientCredentials(program), "--name", "killed"))
            await KillAfterAsync(chance.Next(1, 60), first, cloud);
        for (var kills = 1; kills < 4; kills++)
        {
            using var next = program.Start("run", "--resume", "killed");
            await KillAfterAsync(chance.Next(1, 60), next, cloud);
        }
        (await program.RunAsync("run", "--resume", "killed")).ShouldExit(0);

        var stops = cloud.Requests.Of("StopInstances");
        Assert.All(cloud.Instances(), instance => Assert.NotEqual("running", instance.State));
        Assert.All(stops.GroupBy(request => request.Parameters["InstanceId.1"]), calls => Assert.Single(calls));
        Assert.Equal(Instances, stops.Count);
    }

    /// <summary>Kills the program (SIGKILL) when the cloud has answered so many more calls to stop an instance.</summary>
    private static async Task KillAfterAsync(int calls, Process program, SandboxServer cloud)
    {
        var errors = program.StandardError.ReadToEndAsync();
        var output = program.StandardOutput.ReadToEndAsync();
        var target = cloud.Requests.Of("StopInstances").Count + calls;
        while (cloud.Requests.Of("StopInstances").Count < target && !program.HasExited)
            await Task.Delay(TimeSpan.FromMilliseconds(2), TimeProvider.System);
        Assert.False(program.HasExited, $"it ended before it could be killed:\n{(program.HasExited ? await output + await errors : "")}");
        program.Kill();
        await program.WaitForExitAsync();
    }
}
