using Runbooks.Cli.Output;
using Runbooks.Cli.Terminals;
using Runbooks.Cli.Tree;
using Runbooks.Engine.Runs;
using Runbooks.Engine.Status;
using Runbooks.Server.Logs;

namespace Runbooks.Cli.Watching;

/// <summary>How a run is shown while it goes on and at its end, whichever process advances it.</summary>
/// <param name="output"><c>tree</c>, <c>json</c> or <c>name</c>.</param>
internal sealed class RunDisplay(string output, CommandHints hints, Shell shell)
{
    /// <summary>In a pipe, too: the name of a loop's member may be as long as the document that it is about.</summary>
    private const int WidestReport = 200;

    public IRunView View()
    {
        if (output != "tree") return new SilentView();
        var terminal = shell.OpenOut();
        return terminal.IsInteractive ? new LiveView(terminal, shell.Time, hints) : new LineView(terminal, hints);
    }

    /// <returns>The exit code that tells how it ended.</returns>
    public int End(RunState run, LogStore logs, RunEstimate? estimate = null)
    {
        var terminal = shell.OpenOut();
        // Below the lines of its changes, a little apart.
        if (output == "tree" && !terminal.IsInteractive) terminal.Write(Line.Empty);
        if (output == "tree") terminal.Write(new RunReport(run, shell.Time) { Hints = hints, Logs = logs }.Brief(Math.Min(terminal.Width, WidestReport), terminal.Height));
        if (output == "json") RunOutput.WriteJson(run, terminal, estimate);
        return ExitCode.Of(run.Phase);
    }
}
