using Runbooks.Engine.Steps;
using Runbooks.Kubernetes.Tests.Steps;
using static Runbooks.Kubernetes.Tests.Cluster.Templates;

namespace Runbooks.Kubernetes.Tests.Cluster;

public class StopTests
{
    [Fact]
    public async Task A_step_that_is_stopped_has_its_Pod_deleted_and_what_it_still_says_kept()
    {
        await using var space = await TestNamespace.CreateAsync();
        await using var executor = space.Executor();
        using var stop = new CancellationTokenSource();
        var step = space.Step(Shell("trap 'echo good bye; exit 3' TERM; echo hello; while :; do sleep 0.1; done")) with { Stop = stop.Token };
        var journal = (RecordingJournal)step.Journal;

        var running = executor.ExecuteAsync(step, stop.Token);
        await journal.SeenAsync("Running");
        // It is followed from a second on.
        await journal.LoggedAsync("hello");
        await stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => running);

        Assert.True(await IsGoingAsync(space, step));
        Assert.Contains("good bye", journal.Log, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_Pod_that_a_process_before_this_one_has_left_is_deleted_when_its_step_is_stopped()
    {
        await using var space = await TestNamespace.CreateAsync();
        await using var executor = space.Executor();
        var step = space.Step(Shell("sleep 600"));
        using var crash = new CancellationTokenSource();
        var running = executor.ExecuteAsync(step, crash.Token);
        await ((RecordingJournal)step.Journal).SeenAsync("Running");
        await crash.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => running);
        Assert.False(await IsGoingAsync(space, step));

        var stopped = new CancellationToken(canceled: true);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => executor.ExecuteAsync(step with { Adopt = true, Stop = stopped, Journal = new RecordingJournal() }, stopped));

        Assert.True(await IsGoingAsync(space, step));
    }

    [Fact]
    public async Task A_Pod_that_is_active_for_too_long_is_ended_by_its_node_and_has_failed()
    {
        await using var space = await TestNamespace.CreateAsync();

        var outcome = await space.RunAsync(space.Step("""{"name": "t", "activeDeadlineSeconds": 2, "container": {"image": "busybox", "command": ["sleep", "600"]}}"""));

        Assert.Equal("Pod was active on the node longer than the specified deadline", outcome.Message);
    }

    /// <summary>It is gone, or asked to go.</summary>
    private static async Task<bool> IsGoingAsync(TestNamespace space, StepContext step) => await space.ReadPodAsync(step) is not { Metadata.DeletionTimestamp: null };
}
