using Runbooks.Engine.Runs;
using Runbooks.Engine.Runs.Requests;
using Runbooks.Server.Storage;
using Runbooks.Server.Workers;

namespace Runbooks.Server.Requests;

/// <summary>Asks something of a run: the process that advances it answers or, if there is none, this one, from the store alone.</summary>
public sealed class RunRequests(RunStore store, TimeProvider time)
{
    /// <summary>A process that advances runs looks for requests four times a second.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private static readonly TimeSpan BetweenLooks = TimeSpan.FromSeconds(1);

    /// <summary>Some process advances the run now.</summary>
    public bool IsHeld(string runId) => store.OwnerOf(runId) is { } owner && !WorkerIdentity.IsGone(owner);

    /// <summary>Some process advances the run now, and it is not this one.</summary>
    public bool IsHeldElsewhere(string runId) => store.OwnerOf(runId) is { } owner && owner != WorkerIdentity.Current && !WorkerIdentity.IsGone(owner);

    /// <param name="after">The answer stands behind this position in the run's history.</param>
    /// <exception cref="TimeoutException">The process that has the run gives no answer. The request stays: it will be answered all the same.</exception>
    public async Task<RequestAnswered> AskAsync(string runId, Request request, long after, CancellationToken cancellation)
    {
        if (!await store.RequestAsync(runId, request, evenIfFinished: true)) return new RequestAnswered(time.GetUtcNow(), request.Id, "the run is not there any more");
        await store.ReleaseOwnersAsync(WorkerIdentity.IsGone);
        var begin = time.GetTimestamp();
        while (time.GetElapsedTime(begin) < Patience)
        {
            await TryAnswerAsync(runId);
            if (await AnswerAsync(runId, request, after, cancellation) is { } answer) return answer;
            if (!store.ReadRequests(runId).Events.OfType<Request>().Any(open => open.Id == request.Id) && store.ReadEvents(runId, after).Events.OfType<RunFinished>().Any())
                return new RequestAnswered(time.GetUtcNow(), request.Id, "it has ended just now");
        }
        throw new TimeoutException($"{store.OwnerOf(runId) ?? "nobody"}, who advances the run, has not answered within {Patience.TotalSeconds} seconds; the request stays, and will be answered");
    }

    /// <summary>Answers here all that is asked of the run, if nobody else has it.</summary>
    private async Task TryAnswerAsync(string runId)
    {
        if (await store.BorrowAsync(runId) is not { } lease || store.ReadRequests(runId) is not { Events.Count: > 0 } requests) return;
        var run = RunState.Replay(store.ReadEvents(runId).Events);
        try
        {
            await store.AppendAsync(lease, Decider.Answer(run, requests.Events, time.GetUtcNow()).Events, requests.Position);
        }
        catch (LeaseLostException)
        {
            // Someone has taken the run up just now, and answers.
        }
    }

    private async Task<RequestAnswered?> AnswerAsync(string runId, Request request, long after, CancellationToken cancellation)
    {
        using var pause = new CancellationTokenSource(BetweenLooks, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellation, pause.Token);
        try
        {
            while (true)
            {
                var page = await store.WaitForEventsAsync(runId, after, either.Token);
                if (page.Events.OfType<RequestAnswered>().FirstOrDefault(answer => answer.Id == request.Id) is { } answer) return answer;
                after = page.Position;
            }
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            return null;
        }
    }
}
