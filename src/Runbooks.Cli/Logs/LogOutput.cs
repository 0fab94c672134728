using System.Globalization;
using System.Text.Json;
using Runbooks.Cli.Output;
using Runbooks.Cli.Terminals;

namespace Runbooks.Cli.Logs;

/// <summary>Where the lines of logs go: a terminal gets them without what it would obey, a pipe gets them as they are.</summary>
internal sealed class LogOutput(Terminal terminal, bool json, bool raw)
{
    private const int LongestPrefix = 80;

    private readonly bool _isShown = terminal.IsInteractive && !raw;

    /// <summary>Each line with its time, if it is known.</summary>
    public bool Timestamps { get; init; }

    public void Write(string node, LogLine line, bool prefixed)
    {
        var time = Timestamps && line.At is { } at ? at.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture) : null;
        if (json) JsonOutput.WriteLine(terminal.Out, writer => Json(node, line.Text, time, writer));
        else
        {
            var text = $"{time}{(time is null ? "" : " ")}{(_isShown ? Printable.Text(line.Text) : line.Text)}";
            terminal.Out.WriteLine(prefixed ? $"{Printable.Line(node, LongestPrefix)}: {text}" : text);
        }
    }

    public void Flush() => terminal.Out.Flush();

    private static void Json(string node, string line, string? time, Utf8JsonWriter json)
    {
        json.WriteStartObject();
        json.WriteString("node", node);
        if (time is not null) json.WriteString("time", time);
        json.WriteString("line", line);
        json.WriteEndObject();
    }
}
