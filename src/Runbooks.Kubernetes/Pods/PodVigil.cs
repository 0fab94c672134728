using k8s.Models;
using Runbooks.Engine.Runs;
using Runbooks.Engine.Steps;
using Runbooks.Kubernetes.Logs;
using Runbooks.Kubernetes.Verdicts;
using Runbooks.Kubernetes.Watching;

namespace Runbooks.Kubernetes.Pods;

/// <summary>Stays with a Pod until it has ended or is given up, and tells how it is doing.</summary>
/// <param name="waited">How long the Pod has been there when this process took it up.</param>
internal sealed class PodVigil(StepContext step, PodServices services, PodWatch watch, PodSubscription news, PodLog log, TimeSpan waited)
{
    // How soon a step says that the API is away.
    private static readonly TimeSpan BetweenLooks = TimeSpan.FromSeconds(30);

    private readonly Patience _patience = new(services.Options, services.Time, waited);
    private readonly ContainerSetRun? _set = step.Template.ContainerSet is null ? null : new ContainerSetRun(step, services.Api);
    private readonly IReadOnlyList<string> _mains = ContainerSetRun.Names(step.Template);
    private PodReading.Waiting? _cause;
    private StepProgress? _reported;
    private bool _isQuiet;

    public async Task<(PodState Last, PodReading.Ended End)> FollowAsync(V1Pod pod, CancellationToken cancellation)
    {
        var state = new PodState(pod);
        while (true)
        {
            var pause = BetweenLooks;
            switch (Read(state))
            {
                case PodReading.Ended end:
                    if (_set?.News(state.Pod, isOver: true) is { } last) step.Journal.Report(new StepProgress(NodePhase.Running, null, state.Pod!.Spec.NodeName) { Containers = last });
                    return (state, end);
                case PodReading.Running running:
                    Report(new StepProgress(NodePhase.Running, null, running.Node) { ReadyAt = step.Template.Daemon == true ? running.ReadyAt ?? _reported?.ReadyAt : null });
                    log.Follow();
                    break;
                case PodReading.Waiting waiting:
                    Report(new StepProgress(NodePhase.Pending, waiting.Message, state.Pod?.Spec.NodeName));
                    var left = _patience.Left(waiting.Obstacle) + Grace(state.Pod);
                    if (left <= TimeSpan.Zero)
                    {
                        if (await GiveUpAsync(state, waiting, cancellation) is not { } changed) return (state with { IsGone = true }, Overdue(waiting));
                        state = new PodState(changed);
                        continue;
                    }
                    pause = new[] { pause, left, _isQuiet ? _patience.UntilQuestion : pause }.Min();
                    break;
            }
            if (_set is not null && state is { Pod: { } current, IsGone: false }) await TendAsync(_set, current, cancellation);
            state = await news.NextAsync(pause, services.Time, cancellation) ?? state;
        }
    }

    /// <summary>A container that is "being created" for long may be waiting for a volume; only Events know.</summary>
    private PodReading Read(PodState state)
    {
        var reading = PodVerdict.Read(state.Pod, state.IsGone, _mains);
        _isQuiet = reading is PodReading.Waiting { Message: null } && state.Pod?.Spec.NodeName is not null;
        if (!_isQuiet) return reading;
        if (_patience.IsTimeToAsk())
            _cause = services.Watches.EventsOf(step.Run.Namespace).Warning(state.Pod!) is { } warning ? Startup.OfEvent(warning) : null;
        return _cause ?? reading;
    }

    private async Task TendAsync(ContainerSetRun set, V1Pod pod, CancellationToken cancellation)
    {
        if (set.News(pod, isOver: false) is { } changed && _reported is not null) step.Journal.Report(_reported with { Containers = changed });
        await set.ReleaseAsync(pod, cancellation);
    }

    // A Pod that is asked to go has this long to do it.
    private static TimeSpan Grace(V1Pod? pod) =>
        pod?.Metadata.DeletionTimestamp is null ? TimeSpan.Zero : TimeSpan.FromSeconds(pod.Metadata.DeletionGracePeriodSeconds ?? 0);

    /// <returns>Null if the Pod is gone for good, else what it has become meanwhile.</returns>
    private async Task<V1Pod?> GiveUpAsync(PodState state, PodReading.Waiting waiting, CancellationToken cancellation) =>
        state.Pod is null || waiting.Obstacle == Obstacle.NodeLost ? null : await services.Api.RemoveUnchangedAsync(state.Pod, cancellation);

    private PodReading.Ended Overdue(PodReading.Waiting waiting)
    {
        var message = waiting.Message ?? "the container did not start";
        var bound = waiting.Obstacle == Obstacle.Hopeless ? "" : $" (gave up after {(waited + _patience.Elapsed).TotalSeconds:0} s)";
        return new PodReading.Ended(NodePhase.Error, message + bound, null);
    }

    private void Report(StepProgress progress)
    {
        if (watch.Trouble is { } trouble) progress = progress with { Message = $"the Kubernetes API does not answer: {trouble}" };
        if (progress == _reported) return;
        _reported = progress;
        step.Journal.Report(progress);
    }
}
