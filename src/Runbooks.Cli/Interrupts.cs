using System.Runtime.InteropServices;

namespace Runbooks.Cli;

/// <summary>
/// The first Ctrl+C, SIGTERM or SIGHUP lets a command leave things in order, for a while; the second ends the process at once. The command-line
/// library's own handler keeps a second signal waiting behind the first.
/// </summary>
internal sealed class Interrupts : IDisposable
{
    /// <summary>How long a command may take to leave things in order.</summary>
    private static readonly TimeSpan Farewell = TimeSpan.FromSeconds(10);

    private readonly CancellationTokenSource _first = new();
    private readonly List<PosixSignalRegistration> _registrations = [];
    private Timer? _end;
    private int _count;

    public Interrupts()
    {
        foreach (var signal in new[] { PosixSignal.SIGINT, PosixSignal.SIGTERM, PosixSignal.SIGHUP }) _registrations.Add(PosixSignalRegistration.Create(signal, Take));
    }

    /// <summary>Cancelled by the first.</summary>
    public CancellationToken Token => _first.Token;

    public void Dispose()
    {
        foreach (var registration in _registrations) registration.Dispose();
        _end?.Dispose();
        _first.Dispose();
    }

    private void Take(PosixSignalContext signal)
    {
        signal.Cancel = true;
        if (Interlocked.Increment(ref _count) > 1) End();
        _end = new Timer(_ => End(), null, Farewell, Timeout.InfiniteTimeSpan);
        // What is told of it must not keep the next signal waiting.
        _ = _first.CancelAsync();
    }

    private static void End() => Environment.Exit(ExitCode.Interrupted);
}
