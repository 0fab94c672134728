using System.Runtime.InteropServices;

namespace Runbooks.PodAgent;

/// <summary>Passes on the signals that Kubernetes and authors send to a container's first process, which is the agent.</summary>
internal sealed class SignalForwarder : IDisposable
{
    private static readonly (PosixSignal Signal, int Number)[] Forwarded =
    [
        (PosixSignal.SIGHUP, 1), (PosixSignal.SIGINT, 2), (PosixSignal.SIGQUIT, 3), (PosixSignal.SIGTERM, 15),
        // .NET has no names for SIGUSR1 and SIGUSR2.
        ((PosixSignal)10, 10), ((PosixSignal)12, 12),
    ];

    private readonly List<PosixSignalRegistration> _registrations;
    private readonly List<int> _early = [];
    private int _child;

    public SignalForwarder() => _registrations = [.. Forwarded.Select(entry => PosixSignalRegistration.Create(entry.Signal, context => Pass(context, entry.Number)))];

    public void ForwardTo(int child)
    {
        lock (_early)
        {
            _child = child;
            foreach (var signal in _early) Libc.Kill(child, signal);
        }
    }

    public void Dispose() => _registrations.ForEach(registration => registration.Dispose());

    private void Pass(PosixSignalContext context, int number)
    {
        context.Cancel = true;
        lock (_early)
        {
            if (_child == 0) _early.Add(number);
            else Libc.Kill(_child, number);
        }
    }
}
