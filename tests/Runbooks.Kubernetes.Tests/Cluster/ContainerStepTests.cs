using Runbooks.Engine.Runs;
using Runbooks.Kubernetes.Tests.Steps;

namespace Runbooks.Kubernetes.Tests.Cluster;

public class ContainerStepTests
{
    private const string Image = "busybox:1.36";

    private static string Shell(string command) => $$$"""{"name": "say", "container": {"image": "{{{Image}}}", "command": ["sh", "-c"], "args": ["{{{command}}}"]}}""";

    [Fact]
    public async Task A_container_that_ends_well_succeeds_and_its_log_and_result_are_kept()
    {
        await using var space = await TestNamespace.CreateAsync();
        var step = space.Step(Shell("echo hello world")) with { ResultWanted = true };

        var outcome = await space.RunAsync(step);

        Assert.Equal((NodePhase.Succeeded, null), (outcome.Phase, outcome.Message));
        Assert.Equal(("hello world", "0"), (outcome.Outputs.Result, outcome.Outputs.ExitCode));
        Assert.Equal("hello world\n", ((RecordingJournal)step.Journal).Log);
    }

    [Fact]
    public async Task An_exit_code_fails_the_step_and_is_an_output()
    {
        await using var space = await TestNamespace.CreateAsync();

        var outcome = await space.RunAsync(space.Step(Shell("echo bad >&2; exit 3")));

        Assert.Equal((NodePhase.Failed, "Error (exit code 3)"), (outcome.Phase, outcome.Message));
        Assert.Equal("3", outcome.Outputs.ExitCode);
    }
}
