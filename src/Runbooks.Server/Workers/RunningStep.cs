using Runbooks.Engine.Runs;

namespace Runbooks.Server.Workers;

/// <summary>A leaf step under way in this process, and the way to end it.</summary>
internal sealed class RunningStep(ActiveRun run, Node node) : IDisposable
{
    private readonly CancellationTokenSource _stop = new();
    private readonly CancellationTokenSource _cancellation = CancellationTokenSource.CreateLinkedTokenSource(run.Abandoned);
    private StepStop? _how;

    public ActiveRun Run => run;

    public Node Node => node;

    /// <summary>How it is to end, if it was stopped; else null.</summary>
    public StepStop? Stopped => Volatile.Read(ref _how);

    /// <summary>Cancelled when the step is stopped.</summary>
    public CancellationToken Stop => _stop.Token;

    /// <summary>Cancelled when whoever carries it out is to let go: it was stopped, or the run was given up.</summary>
    public CancellationToken Cancellation => _cancellation.Token;

    /// <summary>When a mutating call of the step was announced, by this process or by one before it.</summary>
    public DateTimeOffset? AnnouncedAt { get; set; } = node.AnnouncedAt;

    /// <summary>Has the step ended; the first call counts.</summary>
    /// <param name="grace">How long a call that changes something, and may be under way, is waited for.</param>
    public async Task StopAsync(StepStop how, TimeSpan grace, TimeProvider time)
    {
        if (Interlocked.CompareExchange(ref _how, how, null) is not null) return;
        try
        {
            await _stop.CancelAsync();
            if (AnnouncedAt is not null) await Task.Delay(grace, time, _cancellation.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
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
