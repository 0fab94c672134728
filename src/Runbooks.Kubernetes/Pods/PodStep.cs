using k8s.Models;
using Runbooks.Engine.Steps;
using Runbooks.Kubernetes.Clusters;
using Runbooks.Kubernetes.Logs;
using Runbooks.Kubernetes.Watching;

namespace Runbooks.Kubernetes.Pods;

/// <summary>One step from its Pod's creation to its outcome.</summary>
internal sealed class PodStep(StepContext step, PodServices services)
{
    public async Task<StepOutcome> RunAsync(CancellationToken cancellation)
    {
        try
        {
            cancellation.ThrowIfCancellationRequested();
            return await FollowAsync(cancellation);
        }
        catch (OperationCanceledException) when (step.Stop.IsCancellationRequested)
        {
            if (await new PodEnd(step, services).RunAsync() is { } leftOver) return StepOutcome.Error(leftOver);
            throw;
        }
    }

    private async Task<StepOutcome> FollowAsync(CancellationToken cancellation)
    {
        var body = PodBuilder.Build(await services.Images.GiveAsync(step, cancellation), services.Options);
        var watch = services.Watches.Of(step.Run.Namespace);
        using var news = watch.Subscribe(step.PodName);
        await AwaitWatchAsync(watch, cancellation);
        var pod = await services.Api.CreateOrAdoptAsync(step, body, cancellation);
        news.Uid = pod.Metadata.Uid;
        news.IsExpected = true;
        await using var log = new PodLog(services.Client, step, services.Options, services.LiveLogs, services.Time);
        try
        {
            var (last, end) = await new PodVigil(step, services, watch, news, log, Waited(pod)).FollowAsync(pod, cancellation);
            var outcome = await new Harvest(step, services).GatherAsync(last, end, log, cancellation);
            if (step.Template.ContainerSet is not null && !last.IsGone) await log.AddOthersAsync(cancellation);
            if (last is { Pod: not null, IsGone: false }) await LeaveAsync(last.Pod, cancellation);
            return last.Pod is null ? outcome : outcome with { ResourcesDuration = PodResources.Of(last.Pod) };
        }
        catch (OperationCanceledException) when (step.Stop.IsCancellationRequested)
        {
            await log.BreakOffAsync();
            throw;
        }
    }

    private async Task LeaveAsync(V1Pod pod, CancellationToken cancellation)
    {
        services.Marks.Add(pod);
        if ((step.Template.Sidecars is { Count: > 0 } || step.Template.ContainerSet is not null) && pod.Status.Phase is not ("Succeeded" or "Failed")) await services.Api.EndAsync(pod, cancellation);
    }

    private async Task AwaitWatchAsync(PodWatch watch, CancellationToken cancellation)
    {
        try
        {
            await watch.ReadyAsync(cancellation).WaitAsync(services.Options.ApiTimeout, services.Time, cancellation);
        }
        catch (TimeoutException e)
        {
            throw new ClusterUnreachableException($"Pods can't be watched: {watch.Trouble ?? "the Kubernetes API gives no answer"}", e);
        }
    }

    private TimeSpan Waited(V1Pod pod) =>
        step.Adopt && pod.Metadata.CreationTimestamp is { } created ? services.Time.GetUtcNow() - created : TimeSpan.Zero;
}
