using Runbooks.Cli.Terminals;
using Runbooks.Cli.Tree;
using Runbooks.Engine.Runs;
using Runbooks.Engine.Status;
using Runbooks.Server.Logs;
using Spectre.Console;
using Spectre.Console.Rendering;

namespace Runbooks.Cli.Recap;

/// <summary>A step that has failed: its name, its reason, and the last lines of what it printed.</summary>
internal sealed class FailedStepLines(RunState run, LogStore? logs, int width)
{
    private const int MostLogLines = 5, MostReasonLines = 5, LongestReason = 1000;
    private const string Margin = "    ";

    public IEnumerable<Line> Of(FailedStep step)
    {
        var symbol = Phases.Symbol(step.Node.Phase);
        var attempts = step.Attempts > 1 ? $" ({step.Attempts} attempts)" : "";
        var name = Printable.FitMiddle(Printable.Line(step.Name), Math.Max(20, width / 2));
        var text = $"{name}: {Printable.Line(step.Reason, LongestReason)}{attempts}";
        var lines = Wrapped.Lines(text, Math.Max(10, width - Margin.Length), MostReasonLines);
        yield return new Line(new Segment("  "), Phases.Colored(step.Node.Phase, symbol), new Segment($" {lines[0]}")).Fit(width);
        foreach (var line in lines.Skip(1)) yield return Line.Of(Margin + line).Fit(width);
        if (logs is null || !step.Node.IsLeaf) yield break;
        foreach (var line in LogEnd.Of(logs, run.Run.Id, step.Node.Number, MostLogLines))
            yield return new Line(new Segment(Margin), Line.Piece($"│ {line}", Color.Grey)).Fit(width);
    }
}
