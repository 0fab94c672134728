namespace Runbooks.Cli.Commands;

internal sealed class NodeCommand : RunbooksCommand
{
    public NodeCommand(Shell shell)
        : base("node", "Act on single nodes of a run",
            "runbooks node set release-x7k2p --node-field-selector displayName=approve --output-parameter answer=YES") => Add(new NodeSetCommand(shell));
}
