using Runbooks.Cli.Locks;
using Runbooks.Cli.Options;
using Runbooks.Cli.Output;
using Runbooks.Cli.Storage;

namespace Runbooks.Cli.Commands;

internal sealed class GetCommand : RunbooksCommand
{
    private readonly RunArgument _run = new();
    private readonly OutputOption _output = new("tree", "wide", "json", "yaml", "name");
    private readonly NamespaceOption _namespace = new("Look for the run only there");
    private readonly DataOption _data;

    public GetCommand(Shell shell)
        : base("get", "Show a run: header and tree, or the whole of it in Argo's shape",
            "runbooks get @latest",
            "runbooks get shutdown-ec2-x7k2p -o wide",
            "runbooks get shutdown-ec2-x7k2p -o json | jq '.status.nodes[] | select(.phase == \"Failed\") | .message'")
    {
        _data = new DataOption(shell);
        Add(_run);
        Add(_output);
        Add(_namespace);
        Add(_data);
        SetAction(async parse =>
        {
            await using var data = await DataFolder.OpenAsync(parse.GetRequiredValue(_data));
            var summary = data.Find(parse.GetRequiredValue(_run), parse.GetValue(_namespace));
            var run = data.Read(summary);
            RunOutput.Write(parse.GetRequiredValue(_output), run, shell.OpenOut(), shell.Time, data.Estimate(summary.Id));
            if (summary.FinishedAt is null && data.Runs.OwnerOf(summary.Id) is null)
                shell.Error.WriteLine($"No process goes on with this run now; to go on with it: runbooks run --resume {summary.Name}");
            LockHolders.Tell(run, data, shell);
            return ExitCode.Succeeded;
        });
    }
}
