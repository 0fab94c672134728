using System.Reflection;
using System.Runtime.InteropServices;
using System.Text.Json;
using Runbooks.Cli.Options;
using Runbooks.Cli.Output;

namespace Runbooks.Cli.Commands;

internal sealed class VersionCommand : RunbooksCommand
{
    private readonly OutputOption _output = new("text", "json");

    public VersionCommand(Shell shell)
        : base("version", "Print the version", "runbooks version", "runbooks version -o json")
    {
        Add(_output);
        SetAction(parse =>
        {
            if (parse.GetRequiredValue(_output) == "json") JsonOutput.Write(shell.Out, Write);
            else shell.Out.WriteLine($"runbooks {Version}");
            return ExitCode.Succeeded;
        });
    }

    private static string Version { get; } =
        typeof(VersionCommand).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()!.InformationalVersion;

    private static void Write(Utf8JsonWriter json)
    {
        json.WriteStartObject();
        json.WriteString("version", Version);
        json.WriteString("runtime", RuntimeInformation.FrameworkDescription);
        json.WriteString("platform", RuntimeInformation.RuntimeIdentifier);
        json.WriteEndObject();
    }
}
