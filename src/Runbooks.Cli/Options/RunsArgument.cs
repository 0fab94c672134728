using System.CommandLine;

namespace Runbooks.Cli.Options;

internal sealed class RunsArgument : Argument<string[]>
{
    public RunsArgument() : base("RUN")
    {
        Description = "Runs' names or ids, or @latest";
        CompletionSources.Clear();
        CompletionSources.Add(RunNames.Of);
    }
}
