using Runbooks.Cli.Nodes;
using Runbooks.Engine.Runs;
using Runbooks.Engine.Status;
using Runbooks.Server.Logs;

namespace Runbooks.Cli.Logs;

/// <summary>
/// Prints the logs of a run's steps: with the step before each line if there are several. A step that logs nothing, as native calls
/// do, gives its result.
/// </summary>
internal sealed class RunLogs(RunState run, NodeChoice choice, LogStore logs, LogOutput output) : IDisposable
{
    private readonly Dictionary<int, LogTail> _tails = [];
    private readonly HashSet<int> _spoke = [];
    private readonly HashSet<int> _done = [];
    private readonly SortedSet<string> _untimed = new(StringComparer.Ordinal);
    private bool _printed;

    /// <summary>Of what is there at first, only so many of each step's last lines; null for all.</summary>
    public int? Tail { get; init; }

    /// <summary>Only what was logged then or later; what has no time, too.</summary>
    public DateTimeOffset Since { get; init; } = DateTimeOffset.MinValue;

    /// <summary>Nothing has been printed.</summary>
    public bool IsSilent => !_printed;

    /// <summary>Something was logged, be it printed or too old.</summary>
    public bool HasAny => _spoke.Count > 0;

    /// <summary>The steps whose logs were kept without times.</summary>
    public IReadOnlyCollection<string> Untimed => _untimed;

    /// <param name="complete">No more will be asked for: print what there is.</param>
    public void PrintNew(bool complete)
    {
        var chosen = choice.Leaves(run);
        foreach (var node in chosen.Where(node => !_done.Contains(node.Number))) Print(node, complete || node.IsFinished, prefixed: chosen.Count > 1);
        output.Flush();
    }

    public void Dispose()
    {
        foreach (var tail in _tails.Values) tail.Dispose();
    }

    private void Print(Node node, bool complete, bool prefixed)
    {
        var isFirst = !_tails.TryGetValue(node.Number, out var tail);
        if (isFirst) _tails[node.Number] = tail = new LogTail(() => logs.Read(run.Run.Id, node.Number), () => logs.ReadTimes(run.Run.Id, node.Number));
        Print(node, isFirst && Tail is { } last ? Last(tail!.NewLines(complete), last) : tail!.NewLines(complete), prefixed);
        if (!complete) return;
        if (!_spoke.Contains(node.Number) && node.Outputs?.Result is { Length: > 0 } result) Print(node, result.TrimEnd('\n').Split('\n').Select(line => new LogLine(line, node.FinishedAt)), prefixed);
        tail.Dispose();
        _tails.Remove(node.Number);
        _done.Add(node.Number);
    }

    private static Queue<LogLine> Last(IEnumerable<LogLine> lines, int count)
    {
        var last = new Queue<LogLine>();
        foreach (var line in lines)
        {
            last.Enqueue(line);
            if (last.Count > count) last.Dequeue();
        }
        return last;
    }

    private void Print(Node node, IEnumerable<LogLine> lines, bool prefixed)
    {
        foreach (var line in lines)
        {
            _spoke.Add(node.Number);
            if (line.At is null) _untimed.Add(DisplayName.Of(node));
            if (line.At < Since) continue;
            _printed = true;
            output.Write(DisplayName.Of(node), line, prefixed);
        }
    }
}
