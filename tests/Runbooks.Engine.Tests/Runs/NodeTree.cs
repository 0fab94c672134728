using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using Runbooks.Engine.Argo;
using Runbooks.Engine.Runs;
using Runbooks.Engine.Status;

namespace Runbooks.Engine.Tests.Runs;

/// <summary>A run's nodes as an indented tree, with as many details as the case asks for.</summary>
internal static partial class NodeTree
{
    /// <summary>The tree that a case expects, in the form that <see cref="Of"/> prints.</summary>
    public static string Normal(string expected) =>
        string.Join('\n', Lines(expected).Select(line => NodeLine().Match(line) is { Success: true } node
            ? Line(node.Groups["indent"].Length, node.Groups["name"].Value, node.Groups["type"].Value, node.Groups["phase"].Value, node.Groups["message"] is { Success: true } said ? said.Value : null)
            : line.TrimEnd()));

    /// <param name="expected">Says which details of which node are wanted.</param>
    public static string Of(RunState run, string expected)
    {
        var wanted = Wanted(expected);
        var tree = new StringBuilder(run.Message is null ? $"{run.Phase}" : $"{run.Phase} \"{WithNames(run.Message, run)}\"");
        if (run.Root is { } root) Append(tree, run, root, depth: 0, wanted);
        return tree.ToString();
    }

    private static void Append(StringBuilder tree, RunState run, Node node, int depth, HashSet<(string Path, string Detail)> wanted)
    {
        tree.Append('\n').Append(Line(depth * 2, Label(node), $"{node.Type}", $"{node.Phase}", node.Message is null ? null : WithNames(node.Message, run)));
        foreach (var (detail, value) in Details(run, node))
            if (wanted.Contains((Path(node), detail))) tree.Append('\n').Append(' ', depth * 2 + 4).Append(value().TrimEnd());
        foreach (var child in node.Children.Concat(node.HookNodes)) Append(tree, run, child, depth + 1, wanted);
    }

    private static IEnumerable<(string Kind, Func<string> Line)> Details(RunState run, Node node)
    {
        foreach (var (name, value) in node.Inputs ?? new Dictionary<string, string>()) yield return ("in", () => $"in {name} = {value}");
        yield return ("result", () => $"result = {node.Outputs?.Result ?? "(none)"}");
        yield return ("exit code", () => $"exit code = {node.Outputs?.ExitCode ?? "(none)"}");
        foreach (var (name, value) in node.Outputs?.Parameters ?? new Dictionary<string, string>()) yield return ("out", () => $"out {name} = {value}");
        yield return ("id", () => $"id = {node.ArgoId}");
        yield return ("shown", () => $"shown = {DisplayName.Of(node)}");
        yield return ("pod", () => $"pod = {PodName.Of(run, node)}");
        yield return ("called", () => $"called = {Called(run, node)}");
        yield return ("host", () => $"host = {node.HostNodeName ?? "(none)"}");
        yield return ("ip", () => $"ip = {node.PodIP ?? "(none)"}{(node.IsDaemoned ? ", goes on" : "")}");
        yield return ("progress", () => $"progress = {Progress.Of(node)}");
        yield return ("locks", () => $"locks = {(node.Locks.Count == 0 ? "(none)" : string.Join(", ", node.Locks))}");
        yield return ("cached", () => $"cached = {(node.Cached is { } cached ? $"{(cached.Hit ? "hit" : "miss")} {cached.Cache} {cached.Key}" : "(none)")}");
        yield return ("result wanted", () => $"result wanted = {(LeafStep.ResultWanted(run, node) ? "yes" : "no")}");
        yield return ("token", () => $"token = {(run.EarlierCallOf(node) is { } call ? run.NodeAt(call.Node).Name : "its own")}");
        yield return ("body", () => $"body = {JsonSerializer.Serialize(LeafStep.Fill(run, node).Template is var filled ? (object?)filled.Http ?? filled.Plugin ?? filled.Container ?? filled.Script : null, ArgoJson.Options)}");
        yield return ("files", () => $"files = {JsonSerializer.Serialize(LeafStep.Fill(run, node).Template.Inputs.Artifacts!.ToDictionary(file => file.Path!, file => file.Raw!.Data), ArgoJson.Options)}");
        yield return ("affinity", () => $"affinity = {LeafStep.Fill(run, node).Template.Affinity?.ToJsonString(ArgoJson.Options) ?? "none"}");
        yield return ("spec", () => $"spec = {JsonSerializer.Serialize(LeafStep.Fill(run, node).Spec, ArgoJson.Options)}");
    }

    /// <summary>Argo's templateName, templateRef and templateScope.</summary>
    private static string Called(RunState run, Node node)
    {
        using var text = new MemoryStream();
        using (var json = new Utf8JsonWriter(text))
        {
            json.WriteStartObject();
            CalledTemplate.Write(run, node, json);
            json.WriteEndObject();
        }
        return Encoding.UTF8.GetString(text.ToArray());
    }

    /// <summary>Each kind of detail that stands below a node, with the labels that lead to the node.</summary>
    private static HashSet<(string, string)> Wanted(string expected)
    {
        var wanted = new HashSet<(string, string)>();
        var path = new List<string>();
        foreach (var line in Lines(expected).Skip(1))
        {
            if (NodeLine().Match(line) is { Success: true } node)
            {
                path.RemoveRange(Math.Min(path.Count, node.Groups["indent"].Length / 2), Math.Max(0, path.Count - node.Groups["indent"].Length / 2));
                path.Add(node.Groups["name"].Value);
            }
            else
            {
                wanted.Add((string.Join('/', path), DetailLine().Match(line) is { Success: true } detail ? detail.Groups[1].Value : throw new FormatException($"can't read '{line.Trim()}'")));
            }
        }
        return wanted;
    }

    private static string Path(Node node) => node.Parent is null ? Label(node) : $"{Path(node.Parent)}/{Label(node)}";

    /// <summary>The name without what it shares with its parent's.</summary>
    private static string Label(Node node) => node.Parent is null ? node.Name : node.Name[node.Parent.Name.Length..].TrimStart('.');

    /// <summary>Ids are hashes; in messages the node's name stands for its id.</summary>
    private static string WithNames(string message, RunState run) =>
        IdInMessage().Replace(message, match => run.Nodes.FirstOrDefault(node => node.ArgoId == match.Groups[1].Value) is { } node ? $"child <{node.Name}>" : match.Value);

    private static string Line(int indent, string name, string type, string phase, string? message) =>
        $"{new string(' ', indent)}{name}  {type} {phase}{(message is null ? "" : $" \"{message}\"")}";

    private static IEnumerable<string> Lines(string expected) => expected.Split('\n').Where(line => line.Trim().Length > 0);

    [GeneratedRegex("""^(?<indent> *)(?<name>\S.*?) +(?<type>Pod|Steps|StepGroup|DAG|TaskGroup|Retry|Plugin|HTTP|Suspend|Skipped) +(?<phase>Pending|Running|Succeeded|Skipped|Failed|Error|Omitted)( "(?<message>.*)")?$""")]
    private static partial Regex NodeLine();

    [GeneratedRegex("^ +(in|out|result wanted|result|token|exit code|id|pod|called|host|progress|ip|locks|cached|body|files|shown|affinity|spec) .*=")]
    private static partial Regex DetailLine();

    [GeneratedRegex("child '([^']+)'")]
    private static partial Regex IdInMessage();
}
