using k8s;
using Runbooks.Engine.Steps;
using Runbooks.Kubernetes.Clusters;
using Runbooks.Kubernetes.Pods;

namespace Runbooks.Kubernetes.Logs;

/// <summary>The log of one step's main container, followed while it runs if there is a place, and read to its end when it is over.</summary>
internal sealed class PodLog(IKubernetes client, StepContext step, PodOptions options, LiveLogs live, TimeProvider time) : IAsyncDisposable
{
    // A log that has come to its end has done so with its container; of that the Pod tells, too, and it is read once more.
    private static readonly TimeSpan AtItsEnd = TimeSpan.FromSeconds(10);

    // A log that only people read is not worth holding up a step.
    private static readonly TimeSpan WithoutResult = TimeSpan.FromSeconds(10);

    private static readonly TimeSpan LongestRead = TimeSpan.FromMinutes(2);

    private readonly IDisposable _underWay = live.Begin();
    private readonly Stream _destination = step.Journal.OpenLog();
    private readonly CancellationTokenSource _stop = new();
    private LogCopy? _copy;
    private Task? _following;

    private LogCopy Copy => _copy ??= new LogCopy(_destination, options.LogLimit, StepOutputs.ResultLimit + 2);

    /// <summary>The container runs.</summary>
    public void Follow() => _following ??= FollowAsync();

    /// <summary>Reads what is left. A log that can't be read is said so in it, and is null.</summary>
    public async Task<LogCopy?> FinishAsync(CancellationToken cancellation)
    {
        await StopFollowingAsync();
        var patience = step.ResultWanted ? options.ApiTimeout : WithoutResult;
        var start = time.GetTimestamp();
        var backoff = new Backoff();
        while (true)
        {
            try
            {
                using var bound = new CancellationTokenSource(LongestRead, time);
                using var either = CancellationTokenSource.CreateLinkedTokenSource(bound.Token, cancellation);
                await CopyAsync(follow: false, either.Token);
                return Copy;
            }
            catch (Exception e) when (!cancellation.IsCancellationRequested)
            {
                var failure = ApiFailure.Of(e);
                if (!failure.MayPass || time.GetElapsedTime(start) > patience)
                {
                    await Copy.NoteAsync($"the rest of the log can't be read: {failure.Message}");
                    return null;
                }
            }
            await backoff.WaitAsync(time, cancellation);
        }
    }

    /// <summary>Reads, if it can be done quickly, what a container that is about to be ended has written so far.</summary>
    public async Task BreakOffAsync()
    {
        await StopFollowingAsync();
        if (_following is null) return;
        using var bound = new CancellationTokenSource(WithoutResult, time);
        try
        {
            await CopyAsync(follow: false, bound.Token);
        }
        catch (Exception)
        {
            // Nobody waits for it.
        }
    }

    /// <summary>The logs of the other containers of a set, each under its name. One that can't be read is left out.</summary>
    public async Task AddOthersAsync(CancellationToken cancellation)
    {
        foreach (var name in ContainerSetRun.Names(step.Template).Where(name => name != PodBuilder.MainName(step.Template)))
            try
            {
                await using var source = await client.CoreV1.ReadNamespacedPodLogAsync(step.PodName, step.Run.Namespace, container: name,
                    limitBytes: (int)Math.Min(options.LogLimit, int.MaxValue), cancellationToken: cancellation);
                await Copy.NoteAsync($"container {name}");
                await source.CopyToAsync(_destination, cancellation);
            }
            catch (Exception) when (!cancellation.IsCancellationRequested)
            {
                // It has not run.
            }
    }

    public async ValueTask DisposeAsync()
    {
        await StopFollowingAsync();
        _underWay.Dispose();
        _stop.Dispose();
        await _destination.DisposeAsync();
    }

    private async Task StopFollowingAsync()
    {
        await _stop.CancelAsync();
        if (_following is not null) await _following;
    }

    private async Task FollowAsync()
    {
        try
        {
            using var place = await live.EnterAsync(time, _stop.Token);
            if (place is not null) await FollowUntilStoppedAsync();
        }
        catch (OperationCanceledException)
        {
            // Stopped: the rest is read at the end.
        }
    }

    private async Task FollowUntilStoppedAsync()
    {
        for (var backoff = new Backoff(); Copy.Length <= options.LogLimit; await backoff.WaitAsync(time, _stop.Token))
            try
            {
                await CopyAsync(follow: true, _stop.Token);
                await Task.Delay(AtItsEnd, time, _stop.Token);
            }
            catch (Exception) when (!_stop.IsCancellationRequested)
            {
                // Cut off, or quiet for so long that the request timed out.
            }
    }

    private async Task CopyAsync(bool follow, CancellationToken cancellation)
    {
        await using var source = await client.CoreV1.ReadNamespacedPodLogAsync(step.PodName, step.Run.Namespace, container: PodBuilder.MainName(step.Template), follow: follow,
            limitBytes: (int)Math.Min(options.LogLimit + 1, int.MaxValue), cancellationToken: cancellation);
        await Copy.AppendAsync(source, cancellation);
    }
}
