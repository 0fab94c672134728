using System.Runtime.InteropServices;

namespace Runbooks.Cli;

/// <summary>The first Ctrl+C lets a command leave things in order; who presses it again doesn't want to wait for that.</summary>
internal sealed class SecondInterrupt : IDisposable
{
    private readonly PosixSignalRegistration _registration;
    private int _count;

    public SecondInterrupt() => _registration = PosixSignalRegistration.Create(PosixSignal.SIGINT, signal =>
    {
        if (Interlocked.Increment(ref _count) > 1) Environment.Exit(ExitCode.Interrupted);
    });

    public void Dispose() => _registration.Dispose();
}
