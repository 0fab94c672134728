using System.CommandLine;
using Runbooks.Cli.Options;
using Runbooks.Cli.Output;
using Runbooks.Cli.Requests;
using Runbooks.Cli.Running;
using Runbooks.Cli.Storage;
using Runbooks.Engine.Runs;
using Runbooks.Engine.Runs.Requests;

namespace Runbooks.Cli.Commands;

internal sealed class ResumeCommand : RunbooksCommand
{
    private readonly RunArgument _run = new();
    private readonly NodeFieldSelectorOption _selector = new("Only these suspend nodes; without it, all that wait, and a run that is suspended as a whole");
    private readonly OutputOption _output = new("tree", "json", "name");
    private readonly NamespaceOption _namespace = new("Look for the run only there");
    private readonly DataOption _data;

    public ResumeCommand(Shell shell)
        : base("resume", "Let a run go on that waits; if no process is at work on it, here, and watch it to its end",
            "runbooks resume release-x7k2p",
            "runbooks resume @latest --node-field-selector displayName=approve",
            "runbooks resume release-x7k2p --node-field-selector inputs.parameters.stage.value=prod")
    {
        _data = new DataOption(shell);
        Add(_run);
        foreach (Option option in new Option[] { _selector, _output, _namespace, _data }) Add(option);
        SetAction((parse, cancellation) => ResumeAsync(parse, shell, cancellation));
    }

    private async Task<int> ResumeAsync(ParseResult parse, Shell shell, CancellationToken cancellation)
    {
        var run = await AskAsync(parse, shell, cancellation);
        if (run is null) return ExitCode.Succeeded;
        shell.Error.WriteLine($"Run {run.Run.Name} resumed; it goes on here, since no other process is at work on it.");
        var settings = RunSettings.ToGoOn(run, parse.GetRequiredValue(_output), parse.GetRequiredValue(_data), parse.GetResult(_data) is { Implicit: false });
        return await new RunSession(settings, shell).RunAsync(cancellation);
    }

    /// <returns>The run, if nobody is at work on it.</returns>
    private async Task<RunState?> AskAsync(ParseResult parse, Shell shell, CancellationToken cancellation)
    {
        await using var data = await DataFolder.OpenAsync(parse.GetRequiredValue(_data));
        var summary = data.Find(parse.GetRequiredValue(_run), parse.GetValue(_namespace));
        var run = await new RunAsker(data, shell).AskAsync(summary, (at, id, by) => new ResumeRequest(at, id, by, parse.GetValue(_selector)), cancellation);
        if (data.Runs.OwnerOf(summary.Id) is null && !run.IsFinished) return run;
        if (parse.GetRequiredValue(_output) is "tree") shell.Out.WriteLine($"run {run.Run.Name} resumed");
        else RunOutput.Write(parse.GetRequiredValue(_output), run, shell.OpenOut(), shell.Time);
        return null;
    }
}
