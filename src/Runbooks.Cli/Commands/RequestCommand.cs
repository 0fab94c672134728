using System.CommandLine;
using Runbooks.Cli.Options;
using Runbooks.Cli.Output;
using Runbooks.Cli.Requests;
using Runbooks.Cli.Storage;
using Runbooks.Cli.Tree;
using Runbooks.Engine.Runs;
using Runbooks.Engine.Runs.Requests;

namespace Runbooks.Cli.Commands;

/// <summary>A command that asks something of a run and then says in a line what was done.</summary>
internal abstract class RequestCommand : RunbooksCommand
{
    private readonly RunArgument _run = new();
    private readonly OutputOption _output = new("text", "json", "name");
    private readonly NamespaceOption _namespace = new("Look for the run only there");
    private readonly DataOption _data;

    protected RequestCommand(string name, string description, Shell shell, params string[] examples) : base(name, description, examples)
    {
        _data = new DataOption(shell);
        Add(_run);
        foreach (Option option in new Option[] { _output, _namespace, _data }) Add(option);
        SetAction((parse, cancellation) => AskAsync(parse, shell, cancellation));
    }

    protected abstract Request Request(ParseResult parse, DateTimeOffset at, string id, string by);

    /// <summary>What was done, as in <c>run NAME suspended</c>.</summary>
    protected abstract string Done(RunState run);

    private async Task<int> AskAsync(ParseResult parse, Shell shell, CancellationToken cancellation)
    {
        await using var data = await DataFolder.OpenAsync(parse.GetRequiredValue(_data));
        var summary = data.Find(parse.GetRequiredValue(_run), parse.GetValue(_namespace));
        var run = await new RunAsker(data, shell).AskAsync(summary, (at, id, by) => Request(parse, at, id, by), cancellation);
        if (parse.GetRequiredValue(_output) is "text") shell.Out.WriteLine(Done(run));
        else RunOutput.Write(parse.GetRequiredValue(_output), new RunReport(run, shell.Time), shell.OpenOut());
        return ExitCode.Succeeded;
    }
}
