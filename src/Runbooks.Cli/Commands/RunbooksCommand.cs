using System.CommandLine;

namespace Runbooks.Cli.Commands;

/// <summary>A command that shows in its help how it is used.</summary>
internal abstract class RunbooksCommand(string name, string description, params string[] examples) : Command(name, description)
{
    public static IReadOnlyList<string> FirstSteps { get; } =
    [
        "runbooks lint runbooks/",
        "runbooks run runbooks/aws/shutdown-ec2/native.yaml --sandbox",
        "runbooks get @latest",
    ];

    public IReadOnlyList<string> Examples => examples;
}
