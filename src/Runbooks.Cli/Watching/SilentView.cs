using Runbooks.Engine.Runs;

namespace Runbooks.Cli.Watching;

/// <summary>For output that a program reads: nothing until the end.</summary>
internal sealed class SilentView : IRunView
{
    public void Show(RunState run, IReadOnlyList<RunEvent> news) { }

    public void Close() { }
}
