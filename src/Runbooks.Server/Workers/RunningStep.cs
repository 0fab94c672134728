using Runbooks.Engine.Runs;
using Runbooks.Engine.Steps;

namespace Runbooks.Server.Workers;

/// <summary>A leaf step under way in this process, and the way to end it. It is made on its run's turn, and from then on knows nothing of the run's state.</summary>
internal sealed class RunningStep : IDisposable
{
    private readonly CancellationTokenSource _stop = new();
    private readonly CancellationTokenSource _cancellation;
    private SemaphoreSlim? _place;
    private StepStop? _how;

    public RunningStep(ActiveRun run, Node node)
    {
        _cancellation = CancellationTokenSource.CreateLinkedTokenSource(run.Abandoned);
        (Run, Number, Name, Type) = (run, node.Number, node.Name, node.Type);
        (Stop, Cancellation) = (_stop.Token, _cancellation.Token);
        AnnouncedAt = AnnouncedBefore = node.AnnouncedAt;
    }

    public ActiveRun Run { get; }

    /// <summary>The node's number.</summary>
    public int Number { get; }

    public string Name { get; }

    public NodeType Type { get; }

    /// <summary>What its executor is handed; null before there is a place for it, and if there is a <see cref="Problem"/>.</summary>
    public StepContext? Context { get; set; }

    /// <summary>Why it can't be carried out, or null.</summary>
    public string? Problem { get; set; }

    /// <summary>How it is to end, if it was stopped; else null.</summary>
    public StepStop? Stopped => Volatile.Read(ref _how);

    /// <summary>Cancelled when the step is stopped.</summary>
    public CancellationToken Stop { get; }

    /// <summary>Cancelled when whoever carries it out is to let go: it was stopped, or the run was given up.</summary>
    public CancellationToken Cancellation { get; }

    /// <summary>When a mutating call of the step was announced, by this process or by one before it.</summary>
    public DateTimeOffset? AnnouncedAt { get; set; }

    /// <summary>When a process before this one has announced it, or null.</summary>
    public DateTimeOffset? AnnouncedBefore { get; }

    /// <returns>False: there is none right now.</returns>
    public bool TryTakePlace(SemaphoreSlim places)
    {
        if (!places.Wait(0, CancellationToken.None)) return false;
        _place = places;
        return true;
    }

    public async Task TakePlaceAsync(SemaphoreSlim places)
    {
        await places.WaitAsync(Cancellation);
        _place = places;
    }

    /// <summary>Another step may have its place, if it has one.</summary>
    public void LeavePlace() => Interlocked.Exchange(ref _place, null)?.Release();

    /// <summary>Has the step ended; the first call counts.</summary>
    /// <param name="grace">How long a call that changes something, and may be under way, is waited for.</param>
    public async Task StopAsync(StepStop how, TimeSpan grace, TimeProvider time)
    {
        if (Interlocked.CompareExchange(ref _how, how, null) is not null) return;
        try
        {
            await _stop.CancelAsync();
            if (AnnouncedAt is not null) await Task.Delay(grace, time, Cancellation).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            await _cancellation.CancelAsync();
        }
        catch (ObjectDisposedException)
        {
            // It has ended meanwhile.
        }
    }

    public void Dispose()
    {
        _cancellation.Dispose();
        _stop.Dispose();
    }
}
