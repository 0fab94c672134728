using System.Text.Json;
using Runbooks.Cli.Output;
using Runbooks.Cli.Terminals;

namespace Runbooks.Cli.Logs;

/// <summary>Where the lines of logs go: a terminal gets them without what it would obey, a pipe gets them as they are.</summary>
internal sealed class LogOutput(Terminal terminal, bool json, bool raw)
{
    private const int LongestPrefix = 80;

    private readonly bool _isShown = terminal.IsInteractive && !raw;

    public void Write(string node, string line, bool prefixed)
    {
        if (json) JsonOutput.WriteLine(terminal.Out, writer => Json(node, line, writer));
        else
        {
            var text = _isShown ? Printable.Text(line) : line;
            terminal.Out.WriteLine(prefixed ? $"{Printable.Line(node, LongestPrefix)}: {text}" : text);
        }
    }

    public void Flush() => terminal.Out.Flush();

    private static void Json(string node, string line, Utf8JsonWriter json)
    {
        json.WriteStartObject();
        json.WriteString("node", node);
        json.WriteString("line", line);
        json.WriteEndObject();
    }
}
