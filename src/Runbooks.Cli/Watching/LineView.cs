using System.Globalization;
using Runbooks.Cli.Output;
using Runbooks.Cli.Terminals;
using Runbooks.Cli.Tree;
using Runbooks.Engine.Runs;
using Runbooks.Engine.Runs.Requests;
using Runbooks.Engine.Status;

namespace Runbooks.Cli.Watching;

/// <summary>Into a pipe or a file: a line for each change of the run or of a leaf, <c>time node phase message</c>.</summary>
internal sealed class LineView(Terminal terminal, CommandHints hints) : IRunView
{
    private const int LongestName = 200;

    private readonly Dictionary<int, (NodePhase Phase, string? Message)> _shown = [];

    public void Show(RunState run, IReadOnlyList<RunEvent> news)
    {
        foreach (var e in news)
        {
            if (LineOf(run, e) is { } line) terminal.Out.WriteLine(line);
        }
        if (news.Count > 0) terminal.Out.Flush();
    }

    public void Close() { }

    private string? LineOf(RunState run, RunEvent e) => e switch
    {
        RunStarted => Text(e.At, run.Run.Name, "Running", null),
        RunFinished finished => Text(e.At, run.Run.Name, finished.Phase.ToString(), FailedSteps.CauseOf(run) ?? finished.Message),
        NodeStarted { Type: NodeType.Suspend } waiting => OfNode(run, e.At, waiting.Node, waiting.Phase, Waits(run, waiting)),
        SuspensionChanged changed => Text(e.At, run.Run.Name, "Running", changed.IsSuspended ? "suspended" : "resumed"),
        RunRetried => Text(e.At, run.Run.Name, "Running", "retried"),
        NodeStarted { Type: NodeType.Skipped } skipped => OfNode(run, e.At, skipped.Node, skipped.Phase, skipped.Message),
        LocksAwaited awaited => Text(e.At, awaited.Node is { } number ? run.NodeAt(number).Name : run.Run.Name, "Pending", awaited.Message),
        NodeProgressed progressed => OfNode(run, e.At, progressed.Node, progressed.Phase, progressed.Message),
        NodeFinished finished => OfNode(run, e.At, finished.Node, finished.Phase, NodeNote.Of(run.NodeAt(finished.Node))),
        _ => null,
    };

    private string? OfNode(RunState run, DateTimeOffset at, int number, NodePhase phase, string? message)
    {
        var node = run.NodeAt(number);
        if (!(node.IsLeaf || node.Type is NodeType.Skipped or NodeType.Suspend)) return null;
        // A run of a single step has that step's name: the run's own lines say it all but a message.
        if (node.Parent is null && (node.IsFinished || message is null)) return null;
        if (_shown.TryGetValue(number, out var shown) && shown == (phase, message)) return null;
        _shown[number] = (phase, message);
        return Text(at, node.Name, phase.ToString(), message);
    }

    private string Waits(RunState run, NodeStarted waiting)
    {
        var until = WaitingStep.Of(run, run.NodeAt(waiting.Node)).Until is { } at ? $"until {Time(at)}, or " : "";
        return $"waits {until}to be resumed: {hints.For("resume", run.Run.Name)}";
    }

    private static string Time(DateTimeOffset at) => at.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);

    private static string Text(DateTimeOffset at, string name, string phase, string? message) =>
        $"{Time(at)} {Printable.Line(name, LongestName)} {phase} {Printable.Line(message ?? "")}".TrimEnd();
}
