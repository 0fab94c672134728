using System.CommandLine;
using Runbooks.Engine.Runs;
using Runbooks.Engine.Runs.Requests;

namespace Runbooks.Cli.Commands;

internal sealed class SuspendCommand(Shell shell) : RequestCommand("suspend", "Let a run start nothing new; what is under way goes on", shell,
    "runbooks suspend shutdown-ec2-x7k2p",
    "runbooks suspend @latest -o json")
{
    protected override Request Request(ParseResult parse, DateTimeOffset at, string id, string by) => new SuspendRequest(at, id, by);

    protected override string Done(RunState run) => $"run {run.Run.Name} suspended; to go on with it: runbooks resume {run.Run.Name}";
}
