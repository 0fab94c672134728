using Runbooks.Engine.Runs;
using Runbooks.Kubernetes.Pods;
using Runbooks.Kubernetes.Tests.Steps;
using static Runbooks.Kubernetes.Tests.Cluster.Templates;

namespace Runbooks.Kubernetes.Tests.Cluster;

public class OutputFileTests
{
    private const string Outputs = """{"outputs": {"parameters": [{"name": "region", "valueFrom": {"path": "/tmp/region"}}, {"name": "count", "valueFrom": {"path": "/tmp/count"}}]}}""";

    [Fact]
    public async Task Output_files_become_parameters_and_a_missing_one_is_absent()
    {
        await using var space = await TestNamespace.CreateAsync();
        var step = space.Step(Shell("echo eu-west-1 > /tmp/region; echo done", template: Outputs));

        var outcome = await space.RunAsync(step);

        Assert.Equal((NodePhase.Succeeded, null), (outcome.Phase, outcome.Message));
        Assert.Equal([KeyValuePair.Create("region", "eu-west-1")], outcome.Outputs.Parameters);
        Assert.Equal("done\n", ((RecordingJournal)step.Journal).Log);
    }

    [Fact]
    public async Task A_failed_command_keeps_its_exit_code_and_its_files()
    {
        await using var space = await TestNamespace.CreateAsync();

        var outcome = await space.RunAsync(space.Step(Shell("echo 5 > /tmp/count; exit 7", template: Outputs)));

        Assert.Equal((NodePhase.Failed, "main: Error (exit code 7)", "7"), (outcome.Phase, outcome.Message, outcome.Outputs.ExitCode));
        Assert.Equal("5", outcome.Outputs.Parameters["count"]);
    }

    [Fact]
    public async Task A_file_over_the_limit_is_an_error_with_its_size()
    {
        await using var space = await TestNamespace.CreateAsync();

        var outcome = await space.RunAsync(space.Step(Shell("head -c 300000 /dev/zero > /tmp/count", template: Outputs)));

        Assert.Equal((NodePhase.Error, "output parameter 'count': 300000 bytes, at most 262144 fit"), (outcome.Phase, outcome.Message));
    }

    [Fact]
    public async Task A_command_that_is_not_in_the_image_fails_with_an_exit_code_and_is_named()
    {
        await using var space = await TestNamespace.CreateAsync();

        var outcome = await space.RunAsync(space.Step(Shell("", """{"command": ["no-such-command"]}""", Outputs)));

        Assert.Equal((NodePhase.Failed, "127"), (outcome.Phase, outcome.Outputs.ExitCode));
        Assert.StartsWith("main: Error (exit code 127): no-such-command: command not found in the image", outcome.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_step_without_a_command_whose_image_can_not_be_asked_is_an_error_that_asks_for_one()
    {
        await using var space = await TestNamespace.CreateAsync();

        var outcome = await space.RunAsync(space.Step(Shell("true", """{"command": null}""", Outputs)), new PodOptions { RegistryMirror = new Uri("http://127.0.0.1:1") });

        Assert.Equal(NodePhase.Error, outcome.Phase);
        Assert.StartsWith("container.command: a step with output files needs a command", outcome.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_container_killed_for_its_memory_does_not_leave_its_Pod_waiting()
    {
        await using var space = await TestNamespace.CreateAsync();
        var step = space.Step(Shell("exec dd if=/dev/zero of=/dev/null bs=100M", """{"resources": {"limits": {"memory": "32Mi"}}}""", Outputs));

        var outcome = await space.RunAsync(step);

        Assert.Equal(NodePhase.Failed, outcome.Phase);
        Assert.StartsWith("main: OOMKilled (exit code 137)", outcome.Message, StringComparison.Ordinal);
        Assert.True(await space.HasEndedAsync(step));
    }

    [Fact]
    public async Task An_image_that_can_not_be_pulled_does_not_leave_its_Pod_waiting()
    {
        await using var space = await TestNamespace.CreateAsync();
        var step = space.Step(Shell("true", """{"image": "127.0.0.1:1/no-such-image:1"}""", Outputs));

        var outcome = await space.RunAsync(step, new PodOptions { ImagePullTimeout = TimeSpan.FromSeconds(1) });

        Assert.Equal(NodePhase.Error, outcome.Phase);
        Assert.True(await space.IsGoneAsync(step));
    }

    [Fact]
    public async Task An_agent_image_that_can_not_be_pulled_is_named()
    {
        await using var space = await TestNamespace.CreateAsync();
        var options = new PodOptions { ImagePullTimeout = TimeSpan.FromSeconds(1), AgentImage = "127.0.0.1:1/agent:1" };

        var outcome = await space.RunAsync(space.Step(Shell("true", template: Outputs)), options);

        Assert.StartsWith("image '127.0.0.1:1/agent:1' can't be pulled", outcome.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Standard_output_alone_is_the_result_where_the_template_asks_for_it()
    {
        await using var space = await TestNamespace.CreateAsync();
        var template = Shell("echo noise >&2; echo '[1]'; echo noise >&2", template: """{"metadata": {"annotations": {"runbooks.dev/result-from": "stdout"}}}""");
        var step = space.Step(template) with { ResultWanted = true };

        var outcome = await space.RunAsync(step);

        Assert.Equal((NodePhase.Succeeded, "[1]"), (outcome.Phase, outcome.Outputs.Result));
        Assert.Equal(2, ((RecordingJournal)step.Journal).Log.Split("noise").Length - 1);
    }
}
