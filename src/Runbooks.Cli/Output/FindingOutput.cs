using System.Text.Json;
using Runbooks.Cli.Documents;
using Runbooks.Cli.Terminals;
using Runbooks.Engine.Lint;
using Runbooks.Schemas;
using Spectre.Console;
using Spectre.Console.Rendering;

namespace Runbooks.Cli.Output;

/// <summary>What lint found: <c>file:line:column: error: message [rule]</c>, and on a terminal the line itself with a caret.</summary>
internal static class FindingOutput
{
    /// <param name="inFull">With the line and the caret on anything, not only on a terminal.</param>
    public static void Write(RunbookFile file, Terminal terminal, bool inFull = false)
    {
        var source = (inFull || terminal.IsInteractive) && file.Reading.Findings.Count > 0 ? file.Text.ReplaceLineEndings("\n").Split('\n') : [];
        foreach (var finding in file.Reading.Findings)
        {
            terminal.Write(Headline(finding));
            if (finding.Line <= source.Length && !string.IsNullOrWhiteSpace(source[finding.Line - 1]))
                terminal.Write(Excerpt(source[finding.Line - 1], finding.Column, terminal.Width));
        }
    }

    public static void WriteJson(IEnumerable<RunbookFile> files, TextWriter output) => JsonOutput.Write(output, json =>
    {
        json.WriteStartArray();
        foreach (var finding in files.SelectMany(file => file.Reading.Findings)) Json(finding, json);
        json.WriteEndArray();
    });

    private static Line Headline(Finding finding)
    {
        var (word, color) = finding.Severity == Severity.Error ? ("error", Color.Maroon) : ("warning", Color.Olive);
        var place = $"{finding.File}:{finding.Line}:{finding.Column}: ";
        return new Line(new Segment(place), Line.Piece(word, color), new Segment($": {Printable.Text(finding.Message)} [{finding.Rule}]"));
    }

    /// <summary>The part of the line around the column that fits, and under it the caret.</summary>
    private static Line[] Excerpt(string line, int column, int width)
    {
        const string margin = "    ";
        var room = Math.Max(10, width - margin.Length - 1);
        var at = Math.Clamp(column - 1, 0, line.Length);
        var start = Math.Max(0, Math.Min(at - room / 2, line.Length - room));
        var shown = string.Concat(line.Skip(start).Take(room).Select(c => char.IsControl(c) ? ' ' : c));
        var before = new string(' ', Printable.Width(shown[..Math.Min(at - start, shown.Length)]));
        return [Line.Of(margin + Printable.Fit(shown, room)), new Line(new Segment(margin + before), Line.Piece("^", Color.Maroon))];
    }

    private static void Json(Finding finding, Utf8JsonWriter json)
    {
        json.WriteStartObject();
        json.WriteString("file", finding.File);
        json.WriteNumber("line", finding.Line);
        json.WriteNumber("column", finding.Column);
        json.WriteString("path", finding.Path);
        json.WriteString("severity", finding.Severity == Severity.Error ? "error" : "warning");
        json.WriteString("rule", finding.Rule);
        json.WriteString("message", finding.Message);
        json.WriteEndObject();
    }
}
