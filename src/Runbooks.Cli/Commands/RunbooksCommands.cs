using System.CommandLine;
using Runbooks.Cli.Commands.Sync;

namespace Runbooks.Cli.Commands;

/// <summary>Every command by its name, in the order in which help shows them.</summary>
internal static class RunbooksCommands
{
    public static OrderedDictionary<string, Func<Shell, Command>> ByName { get; } = new(StringComparer.Ordinal)
    {
        ["run"] = shell => new RunCommand(shell),
        ["lint"] = shell => new LintCommand(shell),
        ["get"] = shell => new GetCommand(shell),
        ["logs"] = shell => new LogsCommand(shell),
        ["watch"] = shell => new WatchCommand(shell),
        ["wait"] = shell => new WaitCommand(shell),
        ["list"] = shell => new ListCommand(shell),
        ["sync"] = shell => new SyncCommand(shell),
        ["stop"] = shell => new StopCommand(shell),
        ["terminate"] = shell => new TerminateCommand(shell),
        ["suspend"] = shell => new SuspendCommand(shell),
        ["resume"] = shell => new ResumeCommand(shell),
        ["node"] = shell => new NodeCommand(shell),
        ["retry"] = shell => new RetryCommand(shell),
        ["resubmit"] = shell => new ResubmitCommand(shell),
        ["delete"] = shell => new DeleteCommand(shell),
        ["expr"] = shell => new ExprCommand(shell),
        ["schema"] = shell => new SchemaCommand(shell),
        ["explain"] = shell => new ExplainCommand(shell),
        ["completion"] = shell => new CompletionCommand(shell),
        ["version"] = shell => new VersionCommand(shell),
    };
}
