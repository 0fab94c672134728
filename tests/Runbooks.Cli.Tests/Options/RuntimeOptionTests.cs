using Runbooks.Cli.Options;
using Runbooks.Server.Hosting;

namespace Runbooks.Cli.Tests.Options;

public sealed class RuntimeOptionTests
{
    [Theory]
    [InlineData(ContainerRuntime.Process, true, "--runtime process takes a Unix shell, which Windows doesn't have: run it in WSL, or on a Kubernetes cluster.")]
    [InlineData(ContainerRuntime.Process, false, null)]
    [InlineData(ContainerRuntime.Kubernetes, true, null)]
    public void Local_processes_are_refused_on_Windows(ContainerRuntime runtime, bool isWindows, string? refusal) =>
        Assert.Equal(refusal, RuntimeOption.Obstacle(runtime, isWindows));
}
