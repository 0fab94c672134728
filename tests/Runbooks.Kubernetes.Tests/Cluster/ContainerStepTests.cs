using Runbooks.Engine.Runs;
using Runbooks.Kubernetes.Tests.Steps;
using static Runbooks.Kubernetes.Tests.Cluster.Templates;

namespace Runbooks.Kubernetes.Tests.Cluster;

public class ContainerStepTests
{
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
    public async Task A_result_that_nobody_reads_is_not_captured()
    {
        await using var space = await TestNamespace.CreateAsync();

        var outcome = await space.RunAsync(space.Step(Shell("echo hello")));

        Assert.Equal((NodePhase.Succeeded, null), (outcome.Phase, outcome.Outputs.Result));
    }

    [Fact]
    public async Task An_exit_code_fails_the_step_and_is_an_output()
    {
        await using var space = await TestNamespace.CreateAsync();

        var outcome = await space.RunAsync(space.Step(Shell("echo bad >&2; exit 3")));

        Assert.Equal((NodePhase.Failed, "main: Error (exit code 3)"), (outcome.Phase, outcome.Message));
        Assert.Equal("3", outcome.Outputs.ExitCode);
    }

    [Fact]
    public async Task A_container_over_its_memory_limit_fails_and_names_the_limit()
    {
        await using var space = await TestNamespace.CreateAsync();
        var template = Shell("exec dd if=/dev/zero of=/dev/null bs=100M", """{"resources": {"limits": {"memory": "16Mi"}}}""");

        var outcome = await space.RunAsync(space.Step(template));

        Assert.Equal(NodePhase.Failed, outcome.Phase);
        Assert.Equal("main: OOMKilled (exit code 137): the container needs more memory than its limit of 16Mi; raise resources.limits.memory", outcome.Message);
    }

    [Fact]
    public async Task A_command_that_is_not_in_the_image_fails_with_an_exit_code_and_is_named()
    {
        await using var space = await TestNamespace.CreateAsync();

        var outcome = await space.RunAsync(space.Step(Shell("", """{"command": ["no-such-command"]}""")));

        Assert.Equal((NodePhase.Failed, "128"), (outcome.Phase, outcome.Outputs.ExitCode));
        Assert.StartsWith("main: StartError (exit code 128): ", outcome.Message, StringComparison.Ordinal);
        Assert.Contains("\"no-such-command\": executable file not found in $PATH", outcome.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_result_over_the_limit_is_an_error_with_its_size_and_the_log_is_kept()
    {
        await using var space = await TestNamespace.CreateAsync();
        var step = space.Step(Shell("head -c 300000 /dev/zero | tr '\\0' x")) with { ResultWanted = true };

        var outcome = await space.RunAsync(step);

        Assert.Equal((NodePhase.Error, null), (outcome.Phase, outcome.Outputs.Result));
        Assert.StartsWith("outputs.result is 300000 bytes, at most 262144 fit", outcome.Message, StringComparison.Ordinal);
        Assert.Equal(300000, ((RecordingJournal)step.Journal).Log.Length);
    }

    [Fact]
    public async Task A_log_is_seen_while_its_container_runs_and_has_no_line_twice()
    {
        await using var space = await TestNamespace.CreateAsync();
        var step = space.Step(Shell("echo first; until [ -e /tmp/go ]; do sleep 0.2; i=$((i+1)); [ $i = 25 ] && touch /tmp/go; done; echo last"));
        var journal = (RecordingJournal)step.Journal;

        var running = space.RunAsync(step);
        await journal.LoggedAsync("first");
        Assert.False(running.IsCompleted);
        await running;

        Assert.Equal("first\nlast\n", journal.Log);
    }

    [Fact]
    public async Task Progress_tells_that_it_runs_and_on_which_node()
    {
        await using var space = await TestNamespace.CreateAsync();
        var step = space.Step(Shell("sleep 2"));

        await space.RunAsync(step);

        Assert.Contains(((RecordingJournal)step.Journal).Progress, progress => progress is { Phase: NodePhase.Running, HostNodeName.Length: > 0 });
    }

    [Fact]
    public async Task Fifty_at_once_all_succeed()
    {
        await using var space = await TestNamespace.CreateAsync();
        await using var executor = space.Executor();
        var steps = Enumerable.Range(0, 50).Select(i => space.Step(Shell($"echo {i}")) with { PodName = $"many-{i}", ResultWanted = true, Journal = new RecordingJournal() });

        var outcomes = await Task.WhenAll(steps.Select(step => executor.ExecuteAsync(step, TestContext.Current.CancellationToken)));

        Assert.Equal(Enumerable.Range(0, 50).Select(i => (NodePhase.Succeeded, $"{i}")), outcomes.Select(outcome => (outcome.Phase, outcome.Outputs.Result!)));
    }

    [Fact]
    public async Task A_Secret_reaches_the_container_through_its_environment_and_as_a_file()
    {
        await using var space = await TestNamespace.CreateAsync();
        await space.CreateSecretAsync("awskey", "credentials", "s3cret");
        var template = Shell("echo $KEY; cat /root/.aws/credentials", """
            {"env": [{"name": "KEY", "valueFrom": {"secretKeyRef": {"name": "awskey", "key": "credentials"}}}],
             "volumeMounts": [{"name": "aws", "mountPath": "/root/.aws"}]}
            """);
        var step = space.Step(template, """{"volumes": [{"name": "aws", "secret": {"secretName": "awskey"}}, {"name": "unused", "secret": {"secretName": "not-there"}}]}""");

        var outcome = await space.RunAsync(step with { ResultWanted = true });

        Assert.Equal((NodePhase.Succeeded, "s3cret\ns3cret"), (outcome.Phase, outcome.Outputs.Result));
    }

    [Fact]
    public async Task A_finished_Pod_stays_and_is_marked_as_completed()
    {
        await using var space = await TestNamespace.CreateAsync();
        var step = space.Step(Shell("true"));

        await space.RunAsync(step);

        var pod = await space.ReadPodAsync(step);
        Assert.Equal("true", pod!.Metadata.Labels["workflows.argoproj.io/completed"]);
    }
}
