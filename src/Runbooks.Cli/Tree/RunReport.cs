using Runbooks.Cli.Terminals;
using Runbooks.Engine.Runs;
using Runbooks.Engine.Status;

namespace Runbooks.Cli.Tree;

/// <summary>A run as <c>get</c> shows it, and <c>run</c> at its end: header and tree.</summary>
internal static class RunReport
{
    private const int MembersAtTheEnd = 50;

    /// <summary>Everything, uncut.</summary>
    public static List<Line> Full(RunState run, TimeProvider time, bool wide = false, RunEstimate? estimate = null) =>
        Lines(run, RunTree.Rows(run), RunHeader.Lines(run, time, int.MaxValue, estimate), new TreeTable(run, time) { Wide = wide });

    /// <summary>Long groups summed up; lines cut to the terminal's width, if it is one.</summary>
    public static List<Line> Brief(RunState run, TimeProvider time, int width, RunEstimate? estimate = null) =>
        Lines(run, RunTree.Rows(run, MembersAtTheEnd), RunHeader.Lines(run, time, width, estimate), new TreeTable(run, time) { Width = width });

    private static List<Line> Lines(RunState run, List<TreeRow> rows, List<Line> header, TreeTable table)
    {
        if (run.Root is null) return header;
        var cut = rows.Exists(row => row is MoreRow) ? [Line.Empty, Line.Of($"Every step: runbooks get {run.Run.Name}")] : Array.Empty<Line>();
        return [.. header, Line.Empty, .. table.Lines(rows), .. cut];
    }
}
