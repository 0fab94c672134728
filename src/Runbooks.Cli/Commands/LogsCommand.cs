using System.CommandLine;
using Runbooks.Cli.Logs;
using Runbooks.Cli.Options;
using Runbooks.Cli.Storage;
using Runbooks.Engine.Runs;

namespace Runbooks.Cli.Commands;

internal sealed class LogsCommand : RunbooksCommand
{
    private readonly RunArgument _run = new();
    private readonly Argument<string?> _node = new("NODE")
    {
        Description = "Only this step: its name as the tree shows it, its full name, id or Pod",
        Arity = ArgumentArity.ZeroOrOne,
    };

    private readonly Option<bool> _follow = new("--follow", "-f") { Description = "Go on until the run (or the step) is finished" };
    private readonly OutputOption _output = new("text", "json");
    private readonly NamespaceOption _namespace = new("Look for the run only there");
    private readonly DataOption _data;

    public LogsCommand(Shell shell)
        : base("logs", "Print what the steps of a run logged; kept after their Pods are gone",
            "runbooks logs @latest",
            "runbooks logs shutdown-ec2-x7k2p report --follow")
    {
        _data = new DataOption(shell);
        Add(_run);
        Add(_node);
        foreach (Option option in new Option[] { _follow, _output, _namespace, _data }) Add(option);
        SetAction((parse, cancellation) => PrintAsync(parse, shell, cancellation));
    }

    private async Task<int> PrintAsync(ParseResult parse, Shell shell, CancellationToken cancellation)
    {
        await using var data = await DataFolder.OpenAsync(parse.GetRequiredValue(_data));
        var summary = data.Find(parse.GetRequiredValue(_run), parse.GetValue(_namespace));
        var page = data.Runs.ReadEvents(summary.Id);
        var run = RunState.Replay(page.Events);
        var chosen = new NodeChoice(parse.GetValue(_node));
        using var logs = new RunLogs(run, chosen, data.Logs, parse.GetRequiredValue(_output) == "json", shell.Out);
        while (parse.GetValue(_follow) && !run.IsFinished && !chosen.AllFinished(run))
        {
            logs.PrintNew(complete: false);
            page = await data.Runs.WaitForEventsAsync(summary.Id, page.Position, cancellation);
            foreach (var e in page.Events) run.Apply(e);
        }
        logs.PrintNew(complete: true);
        return chosen.IsIn(run) ? ExitCode.Succeeded : throw chosen.NotFound(run);
    }
}
