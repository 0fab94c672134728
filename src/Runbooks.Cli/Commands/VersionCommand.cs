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
            else shell.Out.WriteLine($"runbooks {Version.Number} ({Version.Revision})");
            return ExitCode.Succeeded;
        });
    }

    /// <summary>The SDK writes <c>number+revision</c>; a build outside of git has no revision.</summary>
    private static (string Number, string Revision) Version
    {
        get
        {
            var text = typeof(VersionCommand).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()!.InformationalVersion;
            return text.Split('+') is [var number, { Length: > 0 } revision] ? (number, revision[..Math.Min(12, revision.Length)]) : (text, "unknown");
        }
    }

    private static void Write(Utf8JsonWriter json)
    {
        json.WriteStartObject();
        json.WriteString("version", Version.Number);
        json.WriteString("revision", Version.Revision);
        json.WriteString("runtime", RuntimeInformation.FrameworkDescription);
        json.WriteString("platform", RuntimeInformation.RuntimeIdentifier);
        json.WriteEndObject();
    }
}
