using System.CommandLine;
using Runbooks.Cli.Options;
using Runbooks.Cli.Output;
using Runbooks.Cli.Storage;
using Runbooks.Server.Storage;

namespace Runbooks.Cli.Commands;

internal sealed class WaitCommand : RunbooksCommand
{
    /// <summary>Timers know no longer one.</summary>
    private static readonly TimeSpan LongestTimeout = TimeSpan.FromDays(49);

    private static readonly TimeSpan BetweenLooks = TimeSpan.FromMilliseconds(250);

    private readonly RunsArgument _runs = new() { Arity = ArgumentArity.OneOrMore };
    private readonly DurationOption _timeout = new("--timeout", "Wait no longer than that, and end with exit code 124; without it, for as long as it takes");
    private readonly OutputOption _output = new("text", "json", "name");
    private readonly NamespaceOption _namespace = new("Look for the runs only there");
    private readonly DataOption _data;

    public WaitCommand(Shell shell)
        : base("wait", "Wait until runs have ended; the exit code says whether all of them succeeded",
            "runbooks wait shutdown-ec2-x7k2p",
            "runbooks wait nightly-1 nightly-2 --timeout 10m && echo done")
    {
        _data = new DataOption(shell);
        Add(_runs);
        foreach (Option option in new Option[] { _timeout, _output, _namespace, _data }) Add(option);
        SetAction((parse, cancellation) => WaitAsync(parse, shell, cancellation));
    }

    private async Task<int> WaitAsync(ParseResult parse, Shell shell, CancellationToken cancellation)
    {
        await using var data = DataFolder.OpenToRead(parse.GetRequiredValue(_data));
        var open = parse.GetRequiredValue(_runs).Select(run => data.Find(run, parse.GetValue(_namespace))).DistinctBy(run => run.Id).ToList();
        foreach (var run in open.Where(run => run.FinishedAt is null && !data.Requests.IsHeld(run.Id)))
            shell.Error.WriteLine($"No process goes on with run {run.Name} now; to go on with it: {_data.Hints(parse).For("run", "--resume", run.Name)}");
        using var timeout = new CancellationTokenSource(Longest(parse), shell.Time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellation, timeout.Token);
        try
        {
            var ended = new List<RunSummary>();
            foreach (var run in open) ended.Add(await EndOfAsync(run, data, shell, either.Token));
            return End(ended, parse.GetRequiredValue(_output), shell);
        }
        catch (OperationCanceledException) when (timeout.IsCancellationRequested && !cancellation.IsCancellationRequested)
        {
            var waiting = open.Select(run => data.Runs.Find(run.Id)).OfType<RunSummary>().Where(run => run.FinishedAt is null).Select(run => $"{run.Name} ({run.Phase})");
            throw new CommandException(ExitCode.TimedOut, $"the time is over; not ended: {string.Join(", ", waiting)}");
        }
    }

    private TimeSpan Longest(ParseResult parse) =>
        parse.GetValue(_timeout) is not { } timeout ? Timeout.InfiniteTimeSpan : timeout < LongestTimeout ? timeout : LongestTimeout;

    private static async Task<RunSummary> EndOfAsync(RunSummary run, DataFolder data, Shell shell, CancellationToken cancellation)
    {
        while (run.FinishedAt is null)
        {
            await Task.Delay(BetweenLooks, shell.Time, cancellation);
            run = data.Runs.Find(run.Id) ?? throw CommandException.BadInput($"run {run.Name} was deleted");
        }
        return run;
    }

    private static int End(List<RunSummary> ended, string format, Shell shell)
    {
        if (format == "json") RunListOutput.WriteJson(new RunPage(ended, null), shell.Out);
        else
            foreach (var run in ended) shell.Out.WriteLine(format == "name" ? run.Name : $"run {run.Name} {run.Phase}{(run.Message is { } message ? $": {Terminals.Printable.Line(message)}" : "")}");
        return ended.Select(run => ExitCode.Of(run.Phase)).Max();
    }
}
