using System.CommandLine;
using Runbooks.Engine.Runs;
using Runbooks.Engine.Runs.Requests;

namespace Runbooks.Cli.Commands;

internal sealed class TerminateCommand(Shell shell) : EndCommand("terminate", "End a run at once: what is under way is stopped, and no exit handler runs", shell,
    "runbooks terminate shutdown-ec2-x7k2p",
    "runbooks terminate @latest -o json")
{
    protected override string Done => "terminated";

    protected override Request Request(ParseResult parse, DateTimeOffset at, string id, string by) => new StopRequest(at, id, by, ShutdownStrategy.Terminate);
}
