using System.CommandLine;
using Runbooks.Cli.Options;
using Runbooks.Cli.Output;
using Runbooks.Cli.Storage;
using Runbooks.Engine.Runs;
using Runbooks.Server.Storage;

namespace Runbooks.Cli.Commands;

internal sealed class ListCommand : RunbooksCommand
{
    private const int MostRuns = 1000;

    private readonly OutputOption _output = new("table", "wide", "json", "name");
    private readonly NamespaceOption _namespace = new("Only runs of that namespace");
    private readonly Option<string?> _status = new("--status") { Description = "Only runs in that phase", HelpName = "PHASE" };
    private readonly Option<int> _limit = new("--limit") { Description = $"How many at most, up to {MostRuns}", HelpName = "N", DefaultValueFactory = _ => 50 };
    private readonly Option<string?> _continue = new("--continue") { Description = "Go on after the page before; it said with what", HelpName = "TOKEN" };
    private readonly DataOption _data;

    public ListCommand(Shell shell)
        : base("list", "List runs, newest first",
            "runbooks list",
            "runbooks list --status Failed --limit 10",
            "runbooks list -o json | jq -r '.items[].metadata.name'")
    {
        _data = new DataOption(shell);
        _status.AcceptOnlyFromAmong(StringComparer.OrdinalIgnoreCase, Enum.GetNames<RunPhase>());
        _limit.Validators.Add(given =>
        {
            if (given.Tokens is [{ Value: var text }] && !(int.TryParse(text, out var limit) && limit is >= 1 and <= MostRuns))
                given.AddError($"--limit must be a number from 1 to {MostRuns}, not '{text}'");
        });
        foreach (Option option in new Option[] { _output, _namespace, _status, _limit, _continue, _data }) Add(option);
        SetAction(async parse =>
        {
            await WriteAsync(parse, shell);
            return ExitCode.Succeeded;
        });
    }

    private async Task WriteAsync(ParseResult parse, Shell shell)
    {
        var folder = parse.GetRequiredValue(_data);
        var hints = _data.Hints(parse);
        if (!DataFolder.HasRuns(folder))
        {
            // Nothing has been run on this machine yet: an empty list, not an error.
            RunListOutput.Write(parse.GetRequiredValue(_output), new RunPage([], null), _ => false, hints, shell);
            return;
        }
        await using var data = DataFolder.OpenToRead(folder);
        var phase = parse.GetValue(_status) is { } text ? Enum.Parse<RunPhase>(text, ignoreCase: true) : (RunPhase?)null;
        var page = data.Runs.List(new RunFilter(parse.GetValue(_namespace), phase), parse.GetRequiredValue(_limit), parse.GetValue(_continue));
        RunListOutput.Write(parse.GetRequiredValue(_output), page, run => run.FinishedAt is null && !data.Requests.IsHeld(run.Id), hints, shell);
    }
}
