using Runbooks.Cli.Output;
using Runbooks.Cli.Terminals;
using Runbooks.Engine.Runs;
using Runbooks.Engine.Status;
using Runbooks.Server.Logs;

namespace Runbooks.Cli.Logs;

/// <summary>Prints the logs of a run's steps: with the step before each line if there are several.</summary>
internal sealed class RunLogs(RunState run, NodeChoice choice, LogStore logs, bool json, TextWriter output) : IDisposable
{
    private const int LongestPrefix = 80;

    private readonly Dictionary<int, LogTail> _tails = [];
    private readonly HashSet<int> _done = [];

    /// <param name="complete">No more will be asked for: print what there is.</param>
    public void PrintNew(bool complete)
    {
        var chosen = run.Nodes.Where(node => node.IsLeaf && choice.Includes(node, run)).ToList();
        foreach (var node in chosen.Where(node => !_done.Contains(node.Number))) Print(node, complete || node.IsFinished, prefixed: chosen.Count > 1);
        output.Flush();
    }

    public void Dispose()
    {
        foreach (var tail in _tails.Values) tail.Dispose();
    }

    private void Print(Node node, bool complete, bool prefixed)
    {
        if (!_tails.TryGetValue(node.Number, out var tail)) _tails[node.Number] = tail = new LogTail(() => logs.Read(run.Run.Id, node.Number));
        var name = DisplayName.Of(node);
        foreach (var line in tail.NewLines(complete)) Print(name, line, prefixed);
        if (!complete) return;
        tail.Dispose();
        _tails.Remove(node.Number);
        _done.Add(node.Number);
    }

    private void Print(string node, string line, bool prefixed)
    {
        if (json) JsonOutput.WriteLine(output, writer => Json(node, line, writer));
        else output.WriteLine(prefixed ? $"{Printable.Line(node, LongestPrefix)}: {line}" : line);
    }

    private static void Json(string node, string line, System.Text.Json.Utf8JsonWriter json)
    {
        json.WriteStartObject();
        json.WriteString("node", node);
        json.WriteString("line", line);
        json.WriteEndObject();
    }
}
