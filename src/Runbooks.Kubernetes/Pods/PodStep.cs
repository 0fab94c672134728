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
    private readonly Patience _patience = new(services.Options, services.Time);
    private StepProgress? _reported;
    private PodReading.Waiting? _cause;

    public async Task<StepOutcome> RunAsync(CancellationToken cancellation)
    {
        var body = PodBuilder.Build(step, services.Options.AgentImage);
        var watch = services.Watches.Of(step.Run.Namespace);
        using var news = watch.Subscribe(step.PodName);
        await AwaitWatchAsync(watch, cancellation);
        var pod = await services.Api.CreateOrAdoptAsync(step, body, cancellation);
        news.IsExpected = true;
        await using var log = new PodLog(services.Client, step, services.Options, services.LiveLogs, services.Time);
        var (last, end) = await FollowAsync(new PodState(pod), news, log, cancellation);
        var outcome = await new Harvest(step, services).GatherAsync(last, end, log, cancellation);
        if (last.Pod is not null && !last.IsGone) services.Marks.Add(last.Pod);
        return outcome;
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

    private async Task<(PodState Last, PodReading.Ended End)> FollowAsync(PodState state, PodSubscription news, PodLog log, CancellationToken cancellation)
    {
        while (true)
        {
            var reading = await ExplainAsync(PodVerdict.Read(state.Pod, state.IsGone), state, cancellation);
            var patience = Timeout.InfiniteTimeSpan;
            switch (reading)
            {
                case PodReading.Ended end:
                    return (state, end);
                case PodReading.Running running:
                    Report(new StepProgress(NodePhase.Running, null, running.Node));
                    log.Follow();
                    break;
                case PodReading.Waiting waiting:
                    Report(new StepProgress(NodePhase.Pending, waiting.Message, state.Pod?.Spec.NodeName));
                    patience = _patience.Left(waiting.Obstacle);
                    if (patience > TimeSpan.Zero) break;
                    if (await GiveUpAsync(state, waiting, cancellation) is not { } changed) return (state with { IsGone = true }, Overdue(waiting));
                    state = new PodState(changed);
                    continue;
            }
            state = await news.NextAsync(Sooner(patience), services.Time, cancellation) ?? state;
        }
    }

    private TimeSpan Sooner(TimeSpan patience) => patience == Timeout.InfiniteTimeSpan || patience < _patience.UntilAsking() ? patience : _patience.UntilAsking();

    /// <summary>A container that is "being created" for long may be waiting for a volume; only Events know.</summary>
    private async Task<PodReading> ExplainAsync(PodReading reading, PodState state, CancellationToken cancellation)
    {
        if (reading is not PodReading.Waiting { Message: null } || state.Pod?.Spec.NodeName is null) return reading;
        if (_patience.IsTimeToAsk())
            _cause = await services.Events.WarningAsync(state.Pod, cancellation) is { } warning ? Startup.OfEvent(warning) : null;
        return _cause ?? reading;
    }

    /// <returns>Null if the Pod is gone for good, else what it has become meanwhile.</returns>
    private async Task<V1Pod?> GiveUpAsync(PodState state, PodReading.Waiting waiting, CancellationToken cancellation) =>
        state.Pod is null || waiting.Obstacle == Obstacle.NodeLost ? null : await services.Api.RemoveUnchangedAsync(state.Pod, cancellation);

    private PodReading.Ended Overdue(PodReading.Waiting waiting)
    {
        var message = waiting.Message ?? "the container did not start";
        return new PodReading.Ended(NodePhase.Error, waiting.Obstacle == Obstacle.Hopeless ? message : $"{message} (gave up after {_patience.Waited.TotalSeconds:0} s)", null);
    }

    private void Report(StepProgress progress)
    {
        if (progress == _reported) return;
        _reported = progress;
        step.Journal.Report(progress);
    }
}
