using Runbooks.Engine.Runs;

namespace Runbooks.Cli.Watching;

/// <summary>Shows a run while it goes on.</summary>
internal interface IRunView
{
    /// <summary>Called about once a second, oftener if there is news, ten times at most.</summary>
    /// <param name="news">The events taken in since the last call; maybe none.</param>
    void Show(RunState run, IReadOnlyList<RunEvent> news);

    /// <summary>Leaves the terminal as it was; called once, however the watching ends.</summary>
    void Close();
}
