using Runbooks.Cli.Output;
using Runbooks.Cli.Recap;
using Runbooks.Cli.Terminals;
using Runbooks.Cli.Tree;
using Runbooks.Engine.Runs;

namespace Runbooks.Cli.Watching;

/// <summary>One picture of a run that fits on the terminal: what can't be shown is counted.</summary>
internal static class LiveFrame
{
    private const int MostMembers = 64;

    /// <summary>So much of a terminal's height is needed to tell of one more step that waits.</summary>
    private const int LinesForAStep = 20;

    public static List<Line> Of(RunState run, TimeProvider time, CommandHints hints, int width, int height)
    {
        var header = RunHeader.Short(run, time, width);
        if (run.Root is null) return header;
        var waiting = new WaitingStepLines(run, time, hints, width) { MostSteps = Math.Max(1, height / LinesForAStep) }.Of().Take(height / 2).ToList();
        if (waiting.Count > 0) waiting.Insert(0, Line.Empty);
        // Below the header an empty line and the table's head; the terminal's last line holds the cursor.
        var rows = Rows(run, Math.Max(3, height - header.Count - waiting.Count - 3));
        List<Line> lines = [.. header, Line.Empty, .. new TreeTable(run, time) { Width = width }.Lines(rows), .. waiting];
        return [.. lines.Take(Math.Max(1, height - 1)).Select(line => line.Fit(width))];
    }

    private static List<TreeRow> Rows(RunState run, int most)
    {
        var rows = RunTree.Fitting(run, most, 1, MostMembers);
        return rows.Count <= most ? rows : Ends(rows, most);
    }

    /// <summary>The root and the newest rows; steps follow each other downwards, so what is going on stands at the end.</summary>
    private static List<TreeRow> Ends(List<TreeRow> rows, int most)
    {
        var hidden = rows.Count - (most - 1);
        return [rows[0], new MoreRow(" ├─", $"… {hidden} more rows"), .. rows.Skip(hidden + 1)];
    }
}
