using Runbooks.Cli.Terminals;
using Runbooks.Engine.Runs;

namespace Runbooks.Cli.Watching;

/// <summary>On a terminal: the tree, repainted in place.</summary>
internal sealed class LiveView(Terminal terminal, TimeProvider time) : IRunView
{
    private int _painted;

    public void Show(RunState run, IReadOnlyList<RunEvent> news)
    {
        var lines = LiveFrame.Of(run, time, terminal.Width, terminal.Height);
        terminal.Repaint(lines, _painted);
        _painted = lines.Count;
    }

    public void Close()
    {
        if (_painted > 0) terminal.Erase(_painted);
        _painted = 0;
    }
}
