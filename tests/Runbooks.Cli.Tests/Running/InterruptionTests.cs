using Runbooks.Cli.Output;
using Runbooks.Cli.Running;
using Runbooks.Engine.Tests.Status;
using Runbooks.Server.Hosting;

namespace Runbooks.Cli.Tests.Running;

public sealed class InterruptionTests
{
    [Theory]
    [InlineData(ContainerRuntime.Process, "Local processes were ended: slow, waits, deep. How far they got isn't known, so their steps will err with 'outcome unknown'.")]
    [InlineData(ContainerRuntime.Kubernetes, "Pods go on meanwhile: slow, waits, deep.")]
    public void Ctrl_C_says_what_becomes_of_containers(ContainerRuntime runtime, string expected) => Assert.Contains(expected, Lines("running", runtime));

    [Fact]
    public void After_local_processes_were_ended_retry_is_the_way_on() =>
        Assert.Equal(
            ["To go on with it:", "  runbooks run --resume running-x7k2p", "and then, to do again what was cut off:", "  runbooks retry running-x7k2p"],
            Lines("running", ContainerRuntime.Process)[^4..]);

    [Fact]
    public void Pods_are_found_again_by_going_on_alone() => Assert.Equal("  runbooks run --resume running-x7k2p", Lines("running", ContainerRuntime.Kubernetes)[^1]);

    [Fact]
    public void Ctrl_C_says_what_becomes_of_calls() =>
        Assert.Contains(Lines("places", ContainerRuntime.Kubernetes), line => line.StartsWith("Calls were given up: wait.", StringComparison.Ordinal));

    [Fact]
    public void A_run_that_was_only_watched_goes_on_elsewhere() =>
        Assert.Equal(["Run running-x7k2p goes on in another process. To watch it again:", "  runbooks run --resume running-x7k2p"], Lines("running", ContainerRuntime.Process, isElsewhere: true));

    private static string[] Lines(string name, ContainerRuntime runtime, bool isElsewhere = false)
    {
        var run = ScriptedRun.Play(Expected.PathOf($"../Tree/Cases/{name}.yaml")).Run;
        return [.. new Interruption(run, new RunPlace(runtime, Sandbox: false), isElsewhere, new CommandHints()).Lines()];
    }
}
