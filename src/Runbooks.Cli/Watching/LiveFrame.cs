using Runbooks.Cli.Terminals;
using Runbooks.Cli.Tree;
using Runbooks.Engine.Runs;

namespace Runbooks.Cli.Watching;

/// <summary>One picture of a run that fits on the terminal: what can't be shown is counted.</summary>
internal static class LiveFrame
{
    private const int MostMembers = 64;

    public static List<Line> Of(RunState run, TimeProvider time, int width, int height)
    {
        var header = RunHeader.Short(run, time, width);
        if (run.Root is null) return header;
        // Below the header an empty line and the table's head; the terminal's last line holds the cursor.
        var rows = Rows(run, Math.Max(3, height - header.Count - 3));
        List<Line> lines = [.. header, Line.Empty, .. new TreeTable(run, time) { Width = width }.Lines(rows)];
        return lines.Count < height ? lines : lines.GetRange(0, Math.Max(1, height - 1));
    }

    /// <summary>As many members of each group as there is room for.</summary>
    private static List<TreeRow> Rows(RunState run, int most)
    {
        var (fits, tooMany) = (1, MostMembers + 1);
        while (tooMany - fits > 1)
        {
            var middle = (fits + tooMany) / 2;
            if (RunTree.Rows(run, middle).Count <= most) fits = middle;
            else tooMany = middle;
        }
        var rows = RunTree.Rows(run, fits);
        return rows.Count <= most ? rows : Ends(rows, most);
    }

    /// <summary>The root and the newest rows; steps follow each other downwards, so what is going on stands at the end.</summary>
    private static List<TreeRow> Ends(List<TreeRow> rows, int most)
    {
        var hidden = rows.Count - (most - 1);
        return [rows[0], new MoreRow(" ├─", $"… {hidden} more rows"), .. rows.Skip(hidden + 1)];
    }
}
