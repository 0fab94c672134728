using Runbooks.Engine.Runs;

namespace Runbooks.Cli.Commands;

/// <summary>A command that has a run ended before its time; if no process is at work on it, it is ended here.</summary>
internal abstract class EndCommand(string name, string description, Shell shell, params string[] examples) : GoOnCommand(name, description, shell, examples)
{
    protected override string GoesOn(RunState run) => run.Shutdown is null ? base.GoesOn(run) : $"Run {run.Run.Name} {Done}; it is ended here, since no other process is at work on it.";

    /// <summary>That the run has failed is what was wanted.</summary>
    protected override int ExitCodeOf(int ofRun) => ofRun == ExitCode.RunFailed ? ExitCode.Succeeded : ofRun;
}
