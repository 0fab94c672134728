using System.CommandLine;
using Runbooks.Cli.Logs;
using Runbooks.Cli.Nodes;
using Runbooks.Cli.Options;
using Runbooks.Cli.Output;
using Runbooks.Cli.Storage;
using Runbooks.Cli.Terminals;
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
    private readonly Option<int?> _tail = new("--tail") { Description = "Of each step only so many of the last lines that are there; with --follow, then what comes", HelpName = "N" };
    private readonly DurationOption _since = new("--since", "Only what was logged in that time up to now; with --follow, then what comes");
    private readonly Option<bool> _timestamps = new("--timestamps") { Description = "Before each line, when it was logged (UTC)" };
    private readonly Option<bool> _raw = new("--raw") { Description = "On a terminal too, pass what the steps printed as it is, colours and control characters included" };
    private readonly OutputOption _output = new("text", "json");
    private readonly NamespaceOption _namespace = new("Look for the run only there");
    private readonly DataOption _data;

    public LogsCommand(Shell shell)
        : base("logs", "Print what the steps of a run logged, or the results of those that log nothing; kept after their Pods are gone",
            "runbooks logs @latest",
            "runbooks logs @latest --tail 20",
            "runbooks logs @latest --since 5m --timestamps",
            "runbooks logs shutdown-ec2-x7k2p report --follow")
    {
        _data = new DataOption(shell);
        Add(_run);
        Add(_node);
        foreach (Option option in new Option[] { _follow, _tail, _since, _timestamps, _raw, _output, _namespace, _data }) Add(option);
        _tail.Validators.Add(given =>
        {
            if (given.Tokens is [{ Value: var text }] && !(int.TryParse(text, out var lines) && lines >= 0)) given.AddError($"--tail must be a number from 0 on, not '{text}'");
        });
        SetAction((parse, cancellation) => PrintAsync(parse, shell, cancellation));
    }

    private async Task<int> PrintAsync(ParseResult parse, Shell shell, CancellationToken cancellation)
    {
        await using var data = DataFolder.OpenToRead(parse.GetRequiredValue(_data));
        var summary = data.Find(parse.GetRequiredValue(_run), parse.GetValue(_namespace));
        var page = data.Runs.ReadEvents(summary.Id);
        var run = RunState.Replay(page.Events);
        var chosen = new NodeChoice(parse.GetValue(_node));
        var output = new LogOutput(shell.OpenOut(), parse.GetRequiredValue(_output) == "json", parse.GetValue(_raw)) { Timestamps = parse.GetValue(_timestamps) };
        var since = parse.GetValue(_since) is { } duration ? shell.Time.GetUtcNow() - duration : DateTimeOffset.MinValue;
        using var logs = new RunLogs(run, chosen, data.Logs, output) { Tail = parse.GetValue(_tail), Since = since };
        while (parse.GetValue(_follow) && !run.IsFinished && !chosen.AllFinished(run))
        {
            logs.PrintNew(complete: false);
            page = await data.Runs.WaitForEventsAsync(summary.Id, page.Position, cancellation);
            foreach (var e in page.Events) run.Apply(e);
        }
        logs.PrintNew(complete: true);
        if (!chosen.IsIn(run)) throw chosen.NotFound(run);
        if ((parse.GetValue(_timestamps) || since > DateTimeOffset.MinValue) && logs.Untimed is { Count: > 0 } untimed)
            shell.Error.WriteLine($"When these steps logged isn't known, an earlier version ran them: {Printable.Line(string.Join(", ", untimed))}");
        if (logs is { IsSilent: true, HasAny: true }) shell.Error.WriteLine("Nothing was logged in that time; without --since all of it is printed.");
        else if (logs.IsSilent) shell.Error.WriteLine(Silence(run, chosen, parse.GetValue(_node), _data.Hints(parse)));
        return ExitCode.Succeeded;
    }

    /// <summary>Why nothing was printed, and where there is more.</summary>
    private static string Silence(RunState run, NodeChoice chosen, string? node, CommandHints hints)
    {
        if (!chosen.IsOfOne) return $"No step of run {run.Run.Name} has logged anything{(run.IsFinished ? "" : " yet")}.";
        var name = Printable.Line(node!);
        if (!chosen.AllFinished(run)) return $"Step {name} has logged nothing yet.";
        return $"Step {name} has logged nothing and has no result. What is known of it: {hints.For("get", run.Run.Name, name)}";
    }
}
