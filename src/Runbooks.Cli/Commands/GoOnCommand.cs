using System.CommandLine;
using Runbooks.Cli.Options;
using Runbooks.Cli.Output;
using Runbooks.Cli.Requests;
using Runbooks.Cli.Running;
using Runbooks.Cli.Storage;
using Runbooks.Engine.Runs;
using Runbooks.Engine.Runs.Requests;

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

    private async Task<int> GoOnAsync(ParseResult parse, CancellationToken cancellation)
    {
        if (await AskAsync(parse, cancellation) is not { } run) return ExitCode.Succeeded;
        _shell.Error.WriteLine(GoesOn(run));
        var settings = RunSettings.ToGoOn(run, parse.GetRequiredValue(_output), parse.GetRequiredValue(_data), parse.GetResult(_data) is { Implicit: false });
        return ExitCodeOf(await new RunSession(settings, _shell).RunAsync(cancellation));
    }

    /// <returns>The run, if nobody is at work on it.</returns>
    private async Task<RunState?> AskAsync(ParseResult parse, CancellationToken cancellation)
    {
        await using var data = await DataFolder.OpenAsync(parse.GetRequiredValue(_data));
        var summary = data.Find(parse.GetRequiredValue(_run), parse.GetValue(_namespace));
        var run = await new RunAsker(data, _shell).AskAsync(summary, (at, id, by) => Request(parse, at, id, by), cancellation);
        // In this order: a process that has just ended the run has no hold of it any more.
        if (data.Runs.OwnerOf(summary.Id) is null && !data.Read(summary).IsFinished) return run;
        if (parse.GetRequiredValue(_output) is "tree") _shell.Out.WriteLine($"run {run.Run.Name} {Done}");
        else RunOutput.Write(parse.GetRequiredValue(_output), run, _shell.OpenOut(), _shell.Time);
        return null;
    }
}
