using System.CommandLine;
using Runbooks.Cli.Options;
using Runbooks.Engine.Runs;
using Runbooks.Engine.Runs.Requests;

namespace Runbooks.Cli.Commands;

internal sealed class StopCommand : EndCommand
{
    private readonly NodeFieldSelectorOption _selector = new("Only these suspend nodes: they fail, and nothing else is ended");
    private readonly Option<string?> _message = new("--message", "-m") { Description = "With --node-field-selector: the nodes' message", HelpName = "TEXT" };

    public StopCommand(Shell shell)
        : base("stop", "End a run: what is under way is stopped, then its exit handlers run", shell,
            "runbooks stop shutdown-ec2-x7k2p",
            "runbooks stop release-x7k2p --node-field-selector displayName=approve --message 'not tonight'")
    {
        Add(_selector);
        Add(_message);
        Validators.Add(given =>
        {
            if (given.GetValue(_message) is not null && given.GetValue(_selector) is null) given.AddError("--message is for the nodes that --node-field-selector chooses.");
        });
    }

    protected override string Done => "stopped";

    protected override Request Request(ParseResult parse, DateTimeOffset at, string id, string by) =>
        new StopRequest(at, id, by, ShutdownStrategy.Stop, parse.GetValue(_selector), parse.GetValue(_message));
}
