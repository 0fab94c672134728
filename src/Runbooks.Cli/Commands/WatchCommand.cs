using System.CommandLine;
using Runbooks.Cli.Options;
using Runbooks.Cli.Storage;
using Runbooks.Cli.Watching;

namespace Runbooks.Cli.Commands;

internal sealed class WatchCommand : RunbooksCommand
{
    private readonly RunArgument _run = new();
    private readonly OutputOption _output = new("tree", "json", "name");
    private readonly NamespaceOption _namespace = new("Look for the run only there");
    private readonly DataOption _data;

    public WatchCommand(Shell shell)
        : base("watch", "Watch a run to its end, as `run` shows it, while another process goes on with it",
            "runbooks watch @latest",
            "runbooks watch shutdown-ec2-x7k2p -o json | jq .status.phase")
    {
        _data = new DataOption(shell);
        Add(_run);
        foreach (Option option in new Option[] { _output, _namespace, _data }) Add(option);
        SetAction((parse, cancellation) => WatchAsync(parse, shell, cancellation));
    }

    private async Task<int> WatchAsync(ParseResult parse, Shell shell, CancellationToken cancellation)
    {
        await using var data = DataFolder.OpenToRead(parse.GetRequiredValue(_data));
        var run = data.Find(parse.GetRequiredValue(_run), parse.GetValue(_namespace));
        var (output, hints) = (parse.GetRequiredValue(_output), _data.Hints(parse));
        if (run.FinishedAt is null && !data.Requests.IsHeld(run.Id))
            shell.Error.WriteLine($"No process goes on with this run now; to go on with it: {hints.For("run", "--resume", run.Name)}");
        if (output == "name") shell.Out.WriteLine(run.Name);
        var display = new RunDisplay(output, hints, shell);
        var ended = await new RunWatch(data.Runs, display.View(), shell.Time).UntilFinishedAsync(run.Id, cancellation);
        return display.End(ended, data.Logs, data.Estimate(run.Id));
    }
}
