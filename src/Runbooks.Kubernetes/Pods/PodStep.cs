using System.Text.Json.Nodes;
using k8s.Models;
using Runbooks.Engine.Runs;
using Runbooks.Engine.Steps;
using Runbooks.Kubernetes.Clusters;
using Runbooks.Kubernetes.Logs;
using Runbooks.Kubernetes.Verdicts;
using Runbooks.Kubernetes.Watching;

namespace Runbooks.Kubernetes.Pods;

/// <summary>One step from its Pod's creation to its outcome.</summary>
internal sealed class PodStep(StepContext step, PodServices services)
{
    private static readonly TimeSpan LastWords = TimeSpan.FromSeconds(2);

    public async Task<StepOutcome> RunAsync(CancellationToken cancellation)
    {
        try
        {
            cancellation.ThrowIfCancellationRequested();
            return await FollowAsync(cancellation);
        }
        catch (OperationCanceledException) when (step.Stop.IsCancellationRequested)
        {
            // Before it was followed, or when it was followed and is gone: then there is nothing to do.
            if (await new PodEnd(step, services).RunAsync() is { } leftOver) return StepOutcome.Error(leftOver);
            throw;
        }
    }

    /// <summary>A container that heeds the signal to end is let say what it has to say; the others are not waited for.</summary>
    private async Task LastWordsAsync(PodSubscription news)
    {
        var begin = services.Time.GetTimestamp();
        while (services.Time.GetElapsedTime(begin) is var waited && waited < LastWords)
            if (await news.NextAsync(LastWords - waited, services.Time, CancellationToken.None) is { } state && (state.IsGone || state.Pod?.Status?.ContainerStatuses?.All(status => status.State?.Running is null) == true)) return;
    }

    private async Task<StepOutcome> FollowAsync(CancellationToken cancellation)
    {
        var body = PodBuilder.Build(await services.Images.GiveAsync(step, cancellation), services.Options);
        var watch = services.Watches.PodsOf(step.Run.Namespace);
        using var underWay = services.Marks.Enter();
        using var news = watch.Subscribe(step.PodName);
        await AwaitWatchAsync(watch, cancellation);
        await using var log = new PodLog(services.Client, step, services.Options, services.LiveLogs, services.Time);
        try
        {
            var (last, end) = await ToEndAsync(body, watch, news, log, cancellation);
            var outcome = await new Harvest(step, services).GatherAsync(last, end, log, cancellation);
            if (step.Template.ContainerSet is not null && !last.IsGone) await log.AddOthersAsync(cancellation);
            if (last is { Pod: not null, IsGone: false }) await LeaveAsync(last.Pod, cancellation);
            return last.Pod is null ? outcome : outcome with { ResourcesDuration = PodResources.Of(last.Pod) };
        }
        catch (OperationCanceledException) when (step.Stop.IsCancellationRequested)
        {
            var leftOver = await new PodEnd(step, services).RunAsync();
            await LastWordsAsync(news);
            await log.BreakOffAsync();
            if (leftOver is not null) return StepOutcome.Error(leftOver);
            throw;
        }
    }

    /// <summary>A Pod that is deleted before it has begun, with its node say, is made again, as in Argo: nothing has happened yet.</summary>
    private async Task<(PodState Last, PodReading.Ended End)> ToEndAsync(JsonObject body, PodWatch watch, PodSubscription news, PodLog log, CancellationToken cancellation)
    {
        string? deleted = null;
        for (var left = services.Options.Remakes; ; left--)
        {
            news.Uid = null;
            var pod = await services.Api.CreateOrAdoptAsync(step, body, cancellation, deleted);
            news.Uid = deleted = pod.Metadata.Uid;
            var (last, end) = await new PodVigil(step, services, watch, news, log, Waited(pod)).FollowAsync(pod, cancellation);
            if (!end.NeverBegan || left == 0) return (last, end);
            step.Journal.Report(new StepProgress(NodePhase.Pending, $"{end.Message}, and before it began; it is made again"));
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
