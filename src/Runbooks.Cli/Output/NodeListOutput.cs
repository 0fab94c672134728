using System.Text.Json;
using System.Text.Json.Nodes;
using Runbooks.Cli.Terminals;
using Runbooks.Cli.Tree;
using Runbooks.Engine.Runs;
using Runbooks.Engine.Status;

namespace Runbooks.Cli.Output;

/// <summary>Some steps of a run, one below the other, in the formats of <c>-o</c>.</summary>
internal static class NodeListOutput
{
    public static void Write(string format, RunState run, NodePhase phase, Shell shell)
    {
        var nodes = run.Nodes.Where(node => node.Phase == phase && (node.IsLeaf || node.Type is NodeType.Skipped or NodeType.Suspend)).ToList();
        var terminal = shell.OpenOut();
        switch (format)
        {
            case "json": JsonOutput.Write(terminal.Out, json => Json(run, nodes).WriteTo(json)); break;
            case "yaml": JsonOutput.WriteAsYaml(terminal, json => Json(run, nodes).WriteTo(json)); break;
            case "name": foreach (var node in nodes) terminal.Out.WriteLine(Printable.Line(node.Name)); break;
            default: Table(format == "wide", run, nodes, phase, terminal, shell); break;
        }
    }

    private static void Table(bool wide, RunState run, List<Node> nodes, NodePhase phase, Terminal terminal, Shell shell)
    {
        if (nodes.Count == 0) shell.Error.WriteLine($"No step of run {run.Run.Name} is {phase}.");
        else terminal.Write(new TreeTable(run, shell.Time) { Wide = wide, Width = wide ? int.MaxValue : terminal.Width }.Lines([.. nodes.Select(node => new NodeRow("", node))]));
    }

    /// <summary>As they are in the run's <c>status.nodes</c>.</summary>
    private static JsonObject Json(RunState run, List<Node> nodes)
    {
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer)) ArgoStatus.Write(run, json);
        var all = JsonNode.Parse(buffer.ToArray())!["status"]!["nodes"]!;
        return new JsonObject { ["items"] = new JsonArray([.. nodes.Select(node => all[node.ArgoId]?.DeepClone())]) };
    }
}
