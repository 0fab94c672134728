using k8s;
using k8s.Models;
using Runbooks.Engine.Runs;
using Runbooks.Kubernetes.Pods;
using Runbooks.Kubernetes.Tests.Steps;
using static Runbooks.Kubernetes.Tests.Cluster.Templates;

namespace Runbooks.Kubernetes.Tests.Cluster;

public class InterruptionTests
{
    [Theory]
    [InlineData("sleep 600")]
    [InlineData("trap 'exit 9' TERM; while :; do sleep 0.1; done")]
    public async Task A_Pod_that_is_deleted_from_outside_is_an_error(string command)
    {
        await using var space = await TestNamespace.CreateAsync();
        var step = space.Step(Shell(command));

        var running = space.RunAsync(step);
        await ((RecordingJournal)step.Journal).SeenAsync("Running");
        await space.Client.CoreV1.DeleteNamespacedPodAsync(step.PodName, space.Name, gracePeriodSeconds: 1);
        var outcome = await running;

        Assert.Equal(NodePhase.Error, outcome.Phase);
        Assert.StartsWith("Pod deleted: ", outcome.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_Pod_that_is_deleted_before_it_began_is_made_again_but_not_for_ever()
    {
        await using var space = await TestNamespace.CreateAsync();
        var step = space.Step(Shell("true", template: """{"nodeSelector": {"no-such": "node"}}"""));
        var journal = (RecordingJournal)step.Journal;

        var running = space.RunAsync(step, new PodOptions { Remakes = 1 });
        await journal.SeenAsync("Unschedulable");
        await space.Client.CoreV1.DeleteNamespacedPodAsync(step.PodName, space.Name);
        await journal.SeenAsync("and before it began; it is made again");
        Assert.True(await space.IsThereAsync(step));
        await space.Client.CoreV1.DeleteNamespacedPodAsync(step.PodName, space.Name);
        var outcome = await running;

        Assert.Equal(NodePhase.Error, outcome.Phase);
        Assert.StartsWith("Pod deleted: ", outcome.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_Pod_that_is_deleted_while_it_waits_for_its_volume_runs_once_it_is_made_again()
    {
        await using var space = await TestNamespace.CreateAsync();
        var step = space.Step(Shell("true", template: """{"volumes": [{"name": "late", "configMap": {"name": "late"}}]}""", container: """{"volumeMounts": [{"name": "late", "mountPath": "/late"}]}"""));
        var journal = (RecordingJournal)step.Journal;

        var running = space.RunAsync(step);
        await journal.SeenAsync("late");
        await space.Client.CoreV1.DeleteNamespacedPodAsync(step.PodName, space.Name);
        await journal.SeenAsync("it is made again");
        await space.Client.CoreV1.CreateNamespacedConfigMapAsync(new V1ConfigMap { Metadata = new V1ObjectMeta { Name = "late" } }, space.Name);

        Assert.Equal(NodePhase.Succeeded, (await running).Phase);
    }

    [Fact]
    public async Task A_running_Pod_is_taken_up_by_the_next_process()
    {
        await using var space = await TestNamespace.CreateAsync();
        var step = space.Step(Shell("echo started >> /tmp/starts; sleep 4; cat /tmp/starts")) with { ResultWanted = true };
        using var crash = new CancellationTokenSource();
        await using (var first = space.Executor())
        {
            var running = first.ExecuteAsync(step, crash.Token);
            await ((RecordingJournal)step.Journal).SeenAsync("Running");
            await crash.CancelAsync();
            await Assert.ThrowsAnyAsync<OperationCanceledException>(() => running);
        }

        var outcome = await space.RunAsync(step with { Adopt = true, Journal = new RecordingJournal() });

        Assert.Equal((NodePhase.Succeeded, "started"), (outcome.Phase, outcome.Outputs.Result));
    }

    [Fact]
    public async Task A_Pod_that_ended_meanwhile_is_judged_and_not_run_again()
    {
        await using var space = await TestNamespace.CreateAsync();
        var step = space.Step(Shell("date +%s%N")) with { ResultWanted = true };

        var first = await space.RunAsync(step);
        var second = await space.RunAsync(step with { Adopt = true, Journal = new RecordingJournal() });
        var third = await space.RunAsync(step with { Journal = new RecordingJournal() });

        Assert.Equal((NodePhase.Succeeded, first.Outputs.Result), (second.Phase, second.Outputs.Result));
        Assert.Equal((NodePhase.Succeeded, first.Outputs.Result), (third.Phase, third.Outputs.Result));
    }

    [Fact]
    public async Task A_step_whose_process_died_before_its_Pod_was_made_starts_anew()
    {
        await using var space = await TestNamespace.CreateAsync();

        var outcome = await space.RunAsync(space.Step(Shell("true")) with { Adopt = true });

        Assert.Equal(NodePhase.Succeeded, outcome.Phase);
    }

    [Fact]
    public async Task Steps_go_on_after_every_connection_to_the_API_is_cut()
    {
        await using var space = await TestNamespace.CreateAsync();
        await using var proxy = space.OpenProxy();
        using var cluster = proxy.Connect();
        await using var executor = new PodStepExecutor(cluster, new PodOptions(), TimeProvider.System);
        var step = space.Step(Shell("sleep 3; echo done")) with { ResultWanted = true };

        var running = executor.ExecuteAsync(step, TestContext.Current.CancellationToken);
        await ((RecordingJournal)step.Journal).SeenAsync("Running");
        proxy.CutAll();
        var outcome = await running;

        Assert.Equal((NodePhase.Succeeded, "done"), (outcome.Phase, outcome.Outputs.Result));
    }

    [Fact]
    public async Task A_Pod_that_is_deleted_while_the_API_is_away_is_noticed_when_it_is_back()
    {
        await using var space = await TestNamespace.CreateAsync();
        await using var proxy = space.OpenProxy();
        using var cluster = proxy.Connect();
        await using var executor = new PodStepExecutor(cluster, new PodOptions(), TimeProvider.System);
        var step = space.Step(Shell("sleep 600"));

        var running = executor.ExecuteAsync(step, TestContext.Current.CancellationToken);
        await ((RecordingJournal)step.Journal).SeenAsync("Running");
        proxy.Stop();
        await space.Client.CoreV1.DeleteNamespacedPodAsync(step.PodName, space.Name, gracePeriodSeconds: 0);
        Assert.True(await space.IsGoneAsync(step));
        proxy.Start();
        var outcome = await running;

        Assert.Equal(NodePhase.Error, outcome.Phase);
        Assert.StartsWith("Pod deleted: ", outcome.Message, StringComparison.Ordinal);
    }
}
