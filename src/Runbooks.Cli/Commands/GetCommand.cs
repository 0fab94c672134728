using System.CommandLine;
using Runbooks.Cli.Locks;
using Runbooks.Cli.Nodes;
using Runbooks.Cli.Options;
using Runbooks.Cli.Output;
using Runbooks.Cli.Storage;
using Runbooks.Cli.Tree;
using Runbooks.Engine.Runs;
using Runbooks.Server.Storage;

namespace Runbooks.Cli.Commands;

internal sealed class GetCommand : RunbooksCommand
{
    private readonly RunArgument _run = new();
    private readonly Argument<string?> _node = new("NODE")
    {
        Description = "Only this step: its name as the tree shows it, its full name, id or Pod",
        Arity = ArgumentArity.ZeroOrOne,
    };

    private readonly StatusOption<NodePhase> _status = new("Only the steps in that phase, one below the other");
    private readonly OutputOption _output = new("tree", "wide", "json", "yaml", "name", "result", "table");
    private readonly NamespaceOption _namespace = new("Look for the run only there");
    private readonly DataOption _data;

    public GetCommand(Shell shell)
        : base("get", "Show a run: header and tree, or the whole of it in Argo's shape; or one step of it, with its result",
            "runbooks get @latest",
            "runbooks get shutdown-ec2-x7k2p -o wide",
            "runbooks get shutdown-ec2-x7k2p --status Failed",
            "runbooks get shutdown-ec2-x7k2p list -o result | jq length",
            "runbooks get shutdown-ec2-x7k2p list -o table",
            "runbooks get shutdown-ec2-x7k2p -o json | jq '.status.nodes[] | select(.phase == \"Failed\") | .message'")
    {
        _data = new DataOption(shell);
        Add(_run);
        Add(_node);
        Add(_status);
        Add(_output);
        Add(_namespace);
        Add(_data);
        Validators.Add(given =>
        {
            if (given.GetValue(_status) is null) return;
            if (given.GetValue(_node) is not null) given.AddError("Give a NODE or --status, not both.");
            if (given.GetValue(_output) is "result" or "table") given.AddError("--status goes with -o tree, wide, json, yaml or name.");
        });
        SetAction(async parse =>
        {
            await using var data = DataFolder.OpenToRead(parse.GetRequiredValue(_data));
            var summary = data.Find(parse.GetRequiredValue(_run), parse.GetValue(_namespace));
            var run = data.Read(summary);
            var (format, hints) = (parse.GetRequiredValue(_output), _data.Hints(parse));
            if (_status.Of(parse) is { } phase) NodeListOutput.Write(format, run, phase, shell);
            else if (parse.GetValue(_node) is { } node) NodeOutput.Write(format, new NodeReport(run, new NodeChoice(node).Single(run), shell.Time), hints, shell.OpenOut());
            else if (format is "result" or "table") NodeOutput.Write(format, new NodeReport(run, Root(run), shell.Time), hints, shell.OpenOut());
            else RunOutput.Write(format, Report(summary, run, data, hints, shell), shell.OpenOut());
            Tell(summary, run, data, hints, shell);
            return ExitCode.Succeeded;
        });
    }

    private static RunReport Report(RunSummary summary, RunState run, DataFolder data, CommandHints hints, Shell shell) =>
        new(run, shell.Time) { Hints = hints, Logs = data.Logs, Estimate = data.Estimate(summary.Id), IsInterrupted = IsInterrupted(summary, data) };

    private static bool IsInterrupted(RunSummary summary, DataFolder data) => summary.FinishedAt is null && !data.Requests.IsHeld(summary.Id);

    private static Node Root(RunState run) => run.Root ?? throw CommandException.BadInput($"run {run.Run.Name} has not begun");

    private static void Tell(RunSummary summary, RunState run, DataFolder data, CommandHints hints, Shell shell)
    {
        if (IsInterrupted(summary, data))
            shell.Error.WriteLine($"No process goes on with this run now; to go on with it: {hints.For("run", "--resume", summary.Name)}");
        LockHolders.Tell(run, data, shell);
    }
}
