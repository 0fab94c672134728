using System.CommandLine;
using Runbooks.Cli.Options;
using Runbooks.Cli.Output;
using Runbooks.Cli.Requests;
using Runbooks.Cli.Running;
using Runbooks.Cli.Storage;
using Runbooks.Cli.Tree;
using Runbooks.Engine.Runs;
using Runbooks.Engine.Runs.Requests;
using Runbooks.Server.Storage;

namespace Runbooks.Cli.Commands;

/// <summary>A command that asks a run to go on; if no process is at work on it then, it goes on here, to its end.</summary>
internal abstract class GoOnCommand : RunbooksCommand
{
    private readonly RunArgument _run = new();
    private readonly OutputOption _output = new("tree", "json", "name");
    private readonly NamespaceOption _namespace = new("Look for the run only there");
    private readonly DataOption _data;
    private readonly Shell _shell;

    protected GoOnCommand(string name, string description, Shell shell, params string[] examples) : base(name, description, examples)
    {
        _shell = shell;
        _data = new DataOption(shell);
        Add(_run);
        foreach (Option option in new Option[] { _output, _namespace, _data }) Add(option);
        SetAction(GoOnAsync);
    }

    /// <summary>What was done, in a word.</summary>
    protected abstract string Done { get; }

    protected abstract Request Request(ParseResult parse, DateTimeOffset at, string id, string by);

    /// <summary>What is said before it goes on here.</summary>
    protected virtual string GoesOn(RunState run) => $"Run {run.Run.Name} {Done}; it goes on here, since no other process is at work on it.";

    /// <param name="ofRun">That of the run, which has gone on here.</param>
    protected virtual int ExitCodeOf(int ofRun) => ofRun;

    /// <summary>If it is refused because the run is finished: what to do instead, or null.</summary>
    protected virtual string? WayOnAfterItsEnd(RunSummary run, CommandHints hints) => null;

    private async Task<int> GoOnAsync(ParseResult parse, CancellationToken cancellation)
    {
        if (await AskAsync(parse, cancellation) is not { } run) return ExitCode.Succeeded;
        _shell.Error.WriteLine(GoesOn(run));
        var settings = RunSettings.ToGoOn(run, parse.GetRequiredValue(_output), parse.GetRequiredValue(_data), _data.IsGiven(parse));
        return ExitCodeOf(await new RunSession(settings, _shell).RunAsync(cancellation));
    }

    /// <returns>The run, if nobody is at work on it.</returns>
    private async Task<RunState?> AskAsync(ParseResult parse, CancellationToken cancellation)
    {
        await using var data = await DataFolder.OpenAsync(parse.GetRequiredValue(_data));
        var summary = data.Find(parse.GetRequiredValue(_run), parse.GetValue(_namespace));
        var run = await AskAsync(data, summary, parse, cancellation);
        // In this order: a process that has just ended the run has no hold of it any more.
        if (data.Runs.OwnerOf(summary.Id) is null && !data.Read(summary).IsFinished) return run;
        if (parse.GetRequiredValue(_output) is "tree") _shell.Out.WriteLine($"run {run.Run.Name} {Done}");
        else RunOutput.Write(parse.GetRequiredValue(_output), new RunReport(run, _shell.Time), _shell.OpenOut());
        return null;
    }

    private async Task<RunState> AskAsync(DataFolder data, RunSummary summary, ParseResult parse, CancellationToken cancellation)
    {
        try
        {
            return await new RunAsker(data, _shell).AskAsync(summary, (at, id, by) => Request(parse, at, id, by), cancellation);
        }
        catch (CommandException refused) when (WayOn(summary, data, _data.Hints(parse)) is { } wayOn)
        {
            throw new CommandException(refused.ExitCode, $"{refused.Message}. {wayOn}");
        }
    }

    /// <summary>What can't be asked of a run may be done with it in another way.</summary>
    private string? WayOn(RunSummary run, DataFolder data, CommandHints hints) =>
        run.FinishedAt is not null ? WayOnAfterItsEnd(run, hints)
        : data.Requests.IsHeld(run.Id) ? null
        : $"No process goes on with this run; to go on with it: {hints.For("run", "--resume", run.Name)}";
}
