using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Runbooks.Cli.Terminals;
using Runbooks.Engine.Yaml;

namespace Runbooks.Cli.Output;

/// <summary>JSON for programs and people: indented, with letters of all scripts as they are.</summary>
internal static class JsonOutput
{
    private static readonly JsonWriterOptions Indented = new() { Indented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static void Write(TextWriter output, Action<Utf8JsonWriter> write)
    {
        output.WriteLine(Text(write, Indented));
        output.Flush();
    }

    /// <summary>One value on one line.</summary>
    public static void WriteLine(TextWriter output, Action<Utf8JsonWriter> write) =>
        output.WriteLine(Text(write, Indented with { Indented = false }));

    /// <summary>A terminal gets it without what it would obey: in YAML not all of that is escaped.</summary>
    public static void WriteAsYaml(Terminal terminal, Action<Utf8JsonWriter> write)
    {
        using var document = JsonDocument.Parse(Text(write, Indented with { Indented = false }));
        using var yaml = terminal.IsInteractive ? new StringWriter() : null;
        YamlWriter.Write(document.RootElement, yaml ?? terminal.Out);
        if (yaml is not null) terminal.Out.Write(Printable.Text(yaml.ToString()));
        terminal.Out.Flush();
    }

    private static string Text(Action<Utf8JsonWriter> write, JsonWriterOptions options)
    {
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer, options)) write(json);
        return EscapeSequences.JsonSafe(Encoding.UTF8.GetString(buffer.GetBuffer(), 0, (int)buffer.Length));
    }
}
