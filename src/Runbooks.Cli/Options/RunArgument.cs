using System.CommandLine;

namespace Runbooks.Cli.Options;

internal sealed class RunArgument : Argument<string>
{
    public RunArgument() : base("RUN")
    {
        Description = "The run's name or id, or @latest";
        CompletionSources.Clear();
        CompletionSources.Add(RunNames.Of);
    }
}
