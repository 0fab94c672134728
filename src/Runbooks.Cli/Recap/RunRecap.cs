using Runbooks.Actions;
using Runbooks.Cli.Nodes;
using Runbooks.Cli.Output;
using Runbooks.Cli.Terminals;
using Runbooks.Cli.Tree;
using Runbooks.Engine.Runs;
using Runbooks.Engine.Status;
using Runbooks.Server.Logs;
using Spectre.Console.Rendering;

namespace Runbooks.Cli.Recap;

/// <summary>
/// What stands below a run's tree, where one looks first: how it ended, what failed and why, who is waited for, and the commands to go on.
/// </summary>
internal sealed class RunRecap(RunState run, TimeProvider time)
{
    private const int MostSteps = 5, LeastLines = 6;

    private readonly IReadOnlyList<FailedStep> _failed = FailedSteps.Of(run);

    public required CommandHints Hints { get; init; }

    /// <summary>Where the last lines of what has failed are; null: they aren't shown.</summary>
    public LogStore? Logs { get; init; }

    /// <summary>Cells to a line.</summary>
    public int Width { get; init; } = int.MaxValue;

    /// <summary>Of the terminal; what failed takes up to half of it.</summary>
    public int Height { get; init; } = int.MaxValue;

    public List<Line> Lines()
    {
        List<Line> lines = [.. Headline(), .. Failures()];
        if (run.FailedOrErrored) lines.AddRange(GoingOn());
        lines.AddRange(new WaitingStepLines(run, time, Hints, Width).Of());
        return lines;
    }

    private IEnumerable<Line> Headline()
    {
        if (!run.IsFinished && _failed.Count == 0) yield break;
        var took = run.IsFinished ? $" in {Durations.Short(run.FinishedAt!.Value - (run.StartedAt ?? run.SubmittedAt))}" : "";
        var text = $"{took}{(Counts() is { Length: > 0 } counts ? $": {counts}" : "")}";
        foreach (var (line, i) in Wrapped.Lines(Phases.Text(run.Phase) + text, Width, 3).Select((line, i) => (line, i)))
            yield return i == 0 && line.StartsWith(Phases.Text(run.Phase), StringComparison.Ordinal)
                ? new Line(Phases.Colored(run.Phase), new Segment(line[Phases.Text(run.Phase).Length..]))
                : Line.Of(line);
    }

    private string Counts()
    {
        var steps = run.Nodes.Where(IsStep).Select(StepOf).Union(_failed.Select(step => step.Step)).Count();
        var of = steps == 1 ? "1 step" : $"{steps} steps";
        if (_failed.Count == 0) return run.FailedOrErrored ? Printable.Line(run.Message ?? "") : steps == 0 ? "" : of;
        var count = $"{_failed.Count} of {of} failed{(run.IsFinished ? run.FailedOrErrored ? "" : ", and the run went on" : " so far")}";
        // What ended the whole run, its deadline or somebody, is no step's reason.
        var isOwn = run.FailedOrErrored && FailedSteps.CauseOf(run) == run.Message && run.Message != _failed[0].Reason;
        return isOwn && run.Message is { } message ? $"{Printable.Line(message)}; {count}" : count;
    }

    private static bool IsStep(Node node) => node.IsLeaf || node.Type == NodeType.Suspend;

    /// <summary>An attempt is none of its own.</summary>
    private static Node StepOf(Node node) => node.Parent is { Type: NodeType.Retry } retried ? retried : node;

    private List<Line> Failures()
    {
        var (texts, shown) = (new FailedStepLines(run, Logs, Width), 0);
        var lines = new List<Line>();
        foreach (var step in _failed.Take(MostSteps))
        {
            List<Line> more = [.. texts.Of(step)];
            if (shown > 0 && lines.Count + more.Count > Math.Max(LeastLines, Height / 2)) break;
            lines.AddRange(more);
            shown++;
        }
        if (_failed.Count > shown) lines.Add(Line.Of($"  … and {_failed.Count - shown} more").Fit(Width));
        return lines;
    }

    private IEnumerable<Line> GoingOn()
    {
        var name = run.Run.Name;
        if (_failed.FirstOrDefault(step => step.Node.IsLeaf) is { } first)
        {
            var verb = HasLog(first.Node) ? "logs" : "get";
            foreach (var line in Hints.Lines("See more: ", Width, verb, name, NodeNames.Clear(first.Step, run))) yield return Line.Of(line);
        }
        if (_failed.Any(step => step.Node.Call == CallFate.Made))
            yield return Line.Of("A call was carried out: look first what it did; to try again makes it once more.").Fit(Width);
        if (_failed.Any(step => step.Node.Call == CallFate.Unknown))
            yield return Line.Of("An unknown outcome: look first what was done; to try again does it once more.").Fit(Width);
        foreach (var line in Hints.Lines("Try again:", Width, "retry", name)) yield return Line.Of(line);
    }

    private bool HasLog(Node node)
    {
        using var log = Logs?.Read(run.Run.Id, node.Number);
        return log is { Length: > 0 };
    }
}
