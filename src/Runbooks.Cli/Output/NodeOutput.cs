using System.Text.Json;
using System.Text.Json.Nodes;
using Runbooks.Cli.Nodes;
using Runbooks.Cli.Terminals;
using Runbooks.Engine.Status;

namespace Runbooks.Cli.Output;

/// <summary>One step of a run in the formats of <c>-o</c>.</summary>
internal static class NodeOutput
{
    /// <exception cref="CommandException">Its result was asked for, and there is none, or none that makes a table.</exception>
    public static void Write(string format, NodeReport report, CommandHints hints, Terminal terminal)
    {
        switch (format)
        {
            case "tree" or "wide": terminal.Write(report.Lines(format == "wide" ? int.MaxValue : terminal.Width)); break;
            case "json": JsonOutput.Write(terminal.Out, json => Status(report).WriteTo(json)); break;
            case "yaml": JsonOutput.WriteAsYaml(terminal, json => Status(report).WriteTo(json)); break;
            case "name": terminal.Out.WriteLine(Printable.Line(report.Node.Name)); break;
            case "result": WriteResult(report, hints, terminal); break;
            case "table": terminal.Write(ResultTable.Lines(Result(report, hints), terminal.Width) ?? throw NoTable(report, hints)); break;
            default: throw new InvalidOperationException($"no output format '{format}'");
        }
    }

    /// <summary>What a program reads is the result itself; a person gets it over several lines, and nothing that a terminal would obey.</summary>
    private static void WriteResult(NodeReport report, CommandHints hints, Terminal terminal)
    {
        var result = Result(report, hints);
        terminal.Out.WriteLine(terminal.IsInteractive ? Printable.Text(ResultText.Indented(result)) : result);
    }

    private static string Result(NodeReport report, CommandHints hints)
    {
        if (report.Result is { } result) return result;
        var others = report.Run.Nodes.Where(node => node.Outputs?.Result is not null).Select(DisplayName.Of).Take(5).ToList();
        var hint = others.Count == 0 ? "no step of this run has one" : $"these have one: {string.Join(", ", others)}";
        throw CommandException.BadInput(
            $"step '{report.Name}' ({report.Node.Phase}) has no result; {hint}. A container's output is in {hints.For("logs", report.Run.Run.Name)}");
    }

    private static CommandException NoTable(NodeReport report, CommandHints hints) => CommandException.BadInput(
        $"the result of step '{report.Name}' is neither a list with something in it nor an object: "
        + hints.For("get", report.Run.Run.Name, report.Node.Name, "-o", "result"));

    /// <summary>The node as it is in the run's <c>status.nodes</c>.</summary>
    private static JsonNode Status(NodeReport report)
    {
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer)) ArgoStatus.Write(report.Run, json);
        return JsonNode.Parse(buffer.ToArray())!["status"]!["nodes"]![report.Node.ArgoId]!;
    }
}
