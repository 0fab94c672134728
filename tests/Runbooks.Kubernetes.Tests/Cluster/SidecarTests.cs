using k8s;
using Runbooks.Engine.Runs;
using Runbooks.Kubernetes.Tests.Steps;
using static Runbooks.Kubernetes.Tests.Cluster.Templates;

namespace Runbooks.Kubernetes.Tests.Cluster;

public class SidecarTests
{
    private const string Forever = "{\"sidecars\": [{\"name\": \"beside\", \"image\": \"busybox:1.36\", \"command\": [\"sleep\", \"3600\"]}]}";

    [Fact]
    public async Task A_sidecar_is_ended_when_the_main_container_has_ended_and_the_log_stays()
    {
        await using var space = await TestNamespace.CreateAsync();
        var step = space.Step(Shell("echo hello", template: Forever)) with { ResultWanted = true };

        var outcome = await space.RunAsync(step);

        Assert.Equal((NodePhase.Succeeded, null, "hello"), (outcome.Phase, outcome.Message, outcome.Outputs.Result));
        Assert.True(await space.HasEndedAsync(step));
        var log = await space.Client.CoreV1.ReadNamespacedPodLogAsync(step.PodName, space.Name, container: "main");
        Assert.Equal("hello\n", await new StreamReader(log).ReadToEndAsync(TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task A_process_that_comes_after_the_end_of_the_sidecar_finds_the_same_outcome()
    {
        await using var space = await TestNamespace.CreateAsync();
        var step = space.Step(Shell("exit 3", template: Forever));
        await space.RunAsync(step);
        Assert.True(await space.HasEndedAsync(step));

        var outcome = await space.RunAsync(step with { Adopt = true, Journal = new RecordingJournal() });

        Assert.Equal((NodePhase.Failed, "main: Error (exit code 3)", "3"), (outcome.Phase, outcome.Message, outcome.Outputs.ExitCode));
    }

    [Fact]
    public async Task A_step_with_output_files_and_a_sidecar_gives_its_outputs()
    {
        await using var space = await TestNamespace.CreateAsync();
        var template = Shell("echo from a file >/tmp/out", template: """
            {"sidecars": [{"name": "beside", "image": "busybox:1.36", "command": ["sleep", "3600"]}],
             "outputs": {"parameters": [{"name": "out", "valueFrom": {"path": "/tmp/out"}}]}}
            """);

        var outcome = await space.RunAsync(space.Step(template));

        Assert.Equal((NodePhase.Succeeded, "from a file"), (outcome.Phase, outcome.Outputs.Parameters["out"]));
    }

    [Fact]
    public async Task Init_containers_run_before_and_share_the_mounts_they_mirror()
    {
        await using var space = await TestNamespace.CreateAsync();
        var template = Shell("cat /work/note", """{"volumeMounts": [{"name": "work", "mountPath": "/work"}]}""", """
            {"initContainers": [{"name": "first", "image": "busybox:1.36", "command": ["sh", "-c", "echo hello >/work/note"], "mirrorVolumeMounts": true}],
             "volumes": [{"name": "work", "emptyDir": {}}]}
            """);

        var outcome = await space.RunAsync(space.Step(template) with { ResultWanted = true });

        Assert.Equal((NodePhase.Succeeded, "hello"), (outcome.Phase, outcome.Outputs.Result));
    }

    [Fact]
    public async Task A_daemon_tells_its_address_when_it_is_ready_and_has_failed_if_it_ends_by_itself()
    {
        await using var space = await TestNamespace.CreateAsync();
        var step = space.Step(Shell("touch /tmp/up; sleep 3", """{"readinessProbe": {"exec": {"command": ["cat", "/tmp/up"]}, "periodSeconds": 1}}""", """{"daemon": true}"""));

        var outcome = await space.RunAsync(step);

        Assert.Equal((NodePhase.Failed, null, "0"), (outcome.Phase, outcome.Message, outcome.Outputs.ExitCode));
        Assert.Contains(((RecordingJournal)step.Journal).Progress, progress => progress is { Phase: NodePhase.Running, ReadyAt.Length: > 0 });
    }

    [Fact]
    public async Task A_patch_changes_the_Pod()
    {
        await using var space = await TestNamespace.CreateAsync();
        var template = Shell("echo $GREETING", template: """{"podSpecPatch": "{\"containers\": [{\"name\": \"main\", \"env\": [{\"name\": \"GREETING\", \"value\": \"patched\"}]}]}"}""");

        var outcome = await space.RunAsync(space.Step(template) with { ResultWanted = true });

        Assert.Equal((NodePhase.Succeeded, "patched"), (outcome.Phase, outcome.Outputs.Result));
    }
}
