using Runbooks.Engine.Runs;
using Runbooks.Server.Storage;

namespace Runbooks.Cli.Watching;

/// <summary>Follows a run's events as they are stored, whichever process stores them, and shows what they make of it.</summary>
internal sealed class RunWatch(RunStore store, IRunView view, TimeProvider time)
{
    /// <summary>Durations tick even if nothing else happens.</summary>
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(1);

    private static readonly TimeSpan BetweenShows = TimeSpan.FromMilliseconds(100);

    /// <summary>Showing a run with very many steps takes its time: no more than a tenth of ours, which is the run's, too.</summary>
    private const int RestPerShow = 9;

    /// <summary>A busy run would have us read for every single event.</summary>
    private static readonly TimeSpan BetweenReads = TimeSpan.FromMilliseconds(25);

    /// <summary>The run as far as it has been followed.</summary>
    public RunState? Run { get; private set; }

    /// <returns>The run at its end.</returns>
    /// <exception cref="CommandException">Someone has deleted it before that.</exception>
    public async Task<RunState> UntilFinishedAsync(string runId, CancellationToken cancellation)
    {
        var page = store.ReadEvents(runId);
        var run = Run = RunState.Replay(page.Events);
        var news = new List<RunEvent>(page.Events);
        try
        {
            var (shown, rest) = Show(run, news);
            while (!run.IsFinished)
            {
                await Task.Delay(BetweenReads, time, cancellation);
                page = await NextAsync(runId, page.Position, news.Count > 0 ? rest : LongestPause, cancellation);
                foreach (var e in page.Events) run.Apply(e);
                news.AddRange(page.Events);
                if (run.IsFinished || time.GetElapsedTime(shown) >= rest) (shown, rest) = Show(run, news);
            }
            return run;
        }
        catch (RunDeletedException)
        {
            throw CommandException.BadInput($"run {run.Run.Name} was deleted before its end");
        }
        finally
        {
            view.Close();
        }
    }

    /// <returns>When it was shown, and how long to wait before the next time.</returns>
    private (long At, TimeSpan Pause) Show(RunState run, List<RunEvent> news)
    {
        var begin = time.GetTimestamp();
        view.Show(run, news);
        news.Clear();
        var took = time.GetElapsedTime(begin);
        return (time.GetTimestamp(), took * RestPerShow > BetweenShows ? took * RestPerShow : BetweenShows);
    }

    private async Task<EventPage> NextAsync(string runId, long after, TimeSpan longest, CancellationToken cancellation)
    {
        using var pause = new CancellationTokenSource(longest, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellation, pause.Token);
        try
        {
            return await store.WaitForEventsAsync(runId, after, either.Token);
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            return new EventPage([], after);
        }
    }
}
