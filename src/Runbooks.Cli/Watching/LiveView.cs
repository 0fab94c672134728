using Runbooks.Cli.Output;
using Runbooks.Cli.Terminals;
using Runbooks.Engine.Runs;

namespace Runbooks.Cli.Watching;

/// <summary>On a terminal: the tree, repainted until the run ends.</summary>
internal sealed class LiveView(Terminal terminal, TimeProvider time, CommandHints hints) : IRunView
{
    private bool _painted;

    public void Show(RunState run, IReadOnlyList<RunEvent> news)
    {
        terminal.Repaint(LiveFrame.Of(run, time, hints, terminal.Width, terminal.Height), isFirst: !_painted);
        _painted = true;
    }

    public void Close()
    {
        if (_painted) terminal.EndRepainting();
        _painted = false;
    }
}
