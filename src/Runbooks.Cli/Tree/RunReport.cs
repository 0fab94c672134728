using Runbooks.Cli.Output;
using Runbooks.Cli.Recap;
using Runbooks.Cli.Terminals;
using Runbooks.Engine.Runs;
using Runbooks.Engine.Status;
using Runbooks.Server.Logs;

namespace Runbooks.Cli.Tree;

/// <summary>A run as <c>get</c> shows it, and <c>run</c> at its end: header, tree, recap.</summary>
internal sealed record RunReport(RunState Run, TimeProvider Time)
{
    /// <summary>Of a longer group, in a pipe, the rest is counted.</summary>
    private const int MostMembers = 50;

    /// <summary>On a terminal, however small, of each group.</summary>
    private const int LeastMembers = 4;

    public CommandHints Hints { get; init; } = new();

    /// <summary>How long the run is likely to take, or null if nobody can tell.</summary>
    public RunEstimate? Estimate { get; init; }

    /// <summary>No process goes on with the run, though it hasn't ended.</summary>
    public bool IsInterrupted { get; init; }

    /// <summary>Where the last lines of what has failed are; null: they aren't shown.</summary>
    public LogStore? Logs { get; init; }

    /// <summary>Everything, uncut.</summary>
    public List<Line> Full(bool wide = false) =>
        Lines(RunHeader.Lines(Run, Time, int.MaxValue, Estimate, IsInterrupted), RunTree.Rows(Run), new TreeTable(Run, Time) { Wide = wide }, int.MaxValue, []);

    /// <summary>Long groups summed up so that all of it is on the terminal, if that can be; lines cut to its width.</summary>
    public List<Line> Brief(int width, int height = int.MaxValue)
    {
        var header = RunHeader.Lines(Run, Time, width, Estimate, IsInterrupted);
        var recap = Recap(width, height);
        // Between them empty lines, the table's head, a hint, and below it the shell's prompt.
        var room = height == int.MaxValue ? int.MaxValue : height - header.Count - recap.Count - 6;
        var rows = RunTree.Fitting(Run, room, height == int.MaxValue ? MostMembers : LeastMembers, MostMembers);
        string[] every = rows.Exists(row => row is MoreRow) ? [.. Hints.Lines("Every step:", width, "get", Run.Run.Name, "-o", "wide")] : [];
        return Lines(header, rows, new TreeTable(Run, Time) { Width = width }, width, every, recap);
    }

    private List<Line> Recap(int width, int height = int.MaxValue) => new RunRecap(Run, Time) { Hints = Hints, Logs = Logs, Width = width, Height = height }.Lines();

    private List<Line> Lines(
        List<Line> header, List<TreeRow> rows, TreeTable table, int width, string[] every, List<Line>? recap = null)
    {
        recap ??= Recap(width);
        if (every.Length > 0) recap = [.. recap, .. every.Select(Line.Of)];
        if (recap.Count > 0) recap.Insert(0, Line.Empty);
        return Run.Root is null ? [.. header, .. recap] : [.. header, Line.Empty, .. table.Lines(rows), .. recap];
    }
}
