using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;
using Runbooks.Cli.Commands;

namespace Runbooks.Cli;

/// <summary>The library's help, and below it how the command is used.</summary>
internal sealed class HelpWithExamples(HelpAction help) : SynchronousCommandLineAction
{
    public override int Invoke(ParseResult parseResult)
    {
        help.Invoke(parseResult);
        var output = parseResult.InvocationConfiguration.Output;
        var examples = (parseResult.CommandResult.Command as RunbooksCommand)?.Examples ?? RunbooksCommand.FirstSteps;
        output.WriteLine("Examples:");
        foreach (var example in examples) output.WriteLine($"  {example}");
        output.WriteLine();
        return ExitCode.Succeeded;
    }
}
