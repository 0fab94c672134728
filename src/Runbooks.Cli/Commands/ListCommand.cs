using System.CommandLine;
using System.CommandLine.Parsing;
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
    private readonly StatusOption<RunPhase> _status = new("Only runs in that phase");
    private readonly LabelSelectorOption _labels = new();
    private readonly Option<string?> _prefix = new("--prefix") { Description = "Only runs whose names begin so", HelpName = "TEXT" };
    private readonly DurationOption _since = new("--since", "Only runs submitted no longer ago than that");
    private readonly Option<int> _limit = new("--limit") { Description = $"How many at most, up to {MostRuns}", HelpName = "N", DefaultValueFactory = _ => 50 };
    private readonly Option<string?> _continue = new("--continue") { Description = "Go on after the page before; it said with what", HelpName = "TOKEN" };
    private readonly DataOption _data;

    public ListCommand(Shell shell)
        : base("list", "List runs, newest first",
            "runbooks list",
            "runbooks list --status Failed --limit 10",
            "runbooks list --since 24h -l env=prod --prefix shutdown-",
            "runbooks list -o json | jq -r '.items[].metadata.name'")
    {
        _data = new DataOption(shell);
        _limit.Validators.Add(given =>
        {
            if (given.Tokens is [{ Value: var text }] && !(int.TryParse(text, out var limit) && limit is >= 1 and <= MostRuns))
                given.AddError($"--limit must be a number from 1 to {MostRuns}, not '{text}'");
        });
        _continue.Validators.Add(given =>
        {
            if (given.Tokens is [{ Value: var text }] && !Guid.TryParseExact(text, "D", out _))
                given.AddError($"--continue takes what the page before said at its end, not '{text}'");
        });
        foreach (Option option in new Option[] { _output, _namespace, _status, _labels, _prefix, _since, _limit, _continue, _data }) Add(option);
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
            RunListOutput.Write(parse.GetRequiredValue(_output), new RunPage([], null), _ => false, [], hints, shell);
            shell.Error.WriteLine($"There are no runs yet in {folder}");
            return;
        }
        await using var data = DataFolder.OpenToRead(folder);
        var page = data.Runs.List(Filter(parse, shell), parse.GetRequiredValue(_limit), parse.GetValue(_continue));
        RunListOutput.Write(parse.GetRequiredValue(_output), page, run => run.FinishedAt is null && !data.Requests.IsHeld(run.Id), Given(parse), hints, shell);
    }

    private RunFilter Filter(ParseResult parse, Shell shell) => new(parse.GetValue(_namespace), _status.Of(parse))
    {
        Prefix = parse.GetValue(_prefix),
        Since = parse.GetValue(_since) is { } ago ? shell.Time.GetUtcNow() - ago : null,
        Labels = parse.GetRequiredValue(_labels),
    };

    /// <summary>The options as they were given, without those that the next page has of its own.</summary>
    private IEnumerable<string> Given(ParseResult parse) => parse.CommandResult.Children.OfType<OptionResult>()
        .Where(given => !given.Implicit && given.Option != _continue && given.Option != _data)
        .SelectMany(given => given.Tokens.Select(token => token.Value).Prepend(given.Option.Name));
}
