using System.CommandLine;
using Runbooks.Cli.Options;
using Runbooks.Cli.Output;
using Runbooks.Engine.Runs;
using Runbooks.Engine.Runs.Requests;
using Runbooks.Server.Storage;

namespace Runbooks.Cli.Commands;

internal sealed class ResumeCommand : GoOnCommand
{
    private readonly NodeFieldSelectorOption _selector = new("Only these suspend nodes; without it, all that wait, and a run that is suspended as a whole");

    public ResumeCommand(Shell shell)
        : base("resume", "Let a run go on that waits; if no process is at work on it, here, and watch it to its end", shell,
            "runbooks resume release-x7k2p",
            "runbooks resume @latest --node-field-selector displayName=approve",
            "runbooks resume release-x7k2p --node-field-selector inputs.parameters.stage.value=prod") => Add(_selector);

    protected override string Done => "resumed";

    protected override Request Request(ParseResult parse, DateTimeOffset at, string id, string by) => new ResumeRequest(at, id, by, parse.GetValue(_selector));

    protected override string? WayOnAfterItsEnd(RunSummary run, CommandHints hints) =>
        run.Phase is RunPhase.Failed or RunPhase.Error ? $"To try it again from where it failed: {hints.For("retry", run.Name)}" : null;
}
