using Runbooks.Cli.Terminals;
using Runbooks.Engine.Runs;
using Runbooks.Engine.Status;
using Spectre.Console.Rendering;

namespace Runbooks.Cli.Tree;

/// <summary>The rows of a tree set in columns: STEP, TEMPLATE, PODNAME (if wide), DURATION, MESSAGE; a narrow terminal has no room for all.</summary>
internal sealed class TreeTable(RunState run, TimeProvider time)
{
    private const string Gap = "  ", Step = "STEP", Template = "TEMPLATE", Pod = "PODNAME", Host = "NODENAME", Took = "DURATION", Message = "MESSAGE";
    private const int WidestTemplate = 30, WidestStep = 60, LeastStep = 20, LeastMessage = 16;
    private const int LeastForTemplate = 70, LeastForMessage = 48, LeastForDuration = 32;

    /// <summary>Pod and host names too.</summary>
    public bool Wide { get; init; }

    /// <summary>Cells to a line; what is longer is cut. <see cref="int.MaxValue"/>: nothing is.</summary>
    public int Width { get; init; } = int.MaxValue;

    private bool IsCut => Width != int.MaxValue;

    public List<Line> Lines(IReadOnlyList<TreeRow> rows)
    {
        var columns = Columns();
        var cells = rows.Select(row => row is NodeRow { Node: var node } ? columns.ConvertAll(column => Cell(column, node)) : []).ToList();
        var steps = rows.OfType<NodeRow>().Select(row => Printable.Width(row.Branch + StepOf(row.Node)));
        var widths = columns
            .Select((column, i) => cells.Where(row => row.Count > 0).Select(row => Printable.Width(row[i])).Append(column.Length).Max()).ToArray();
        var step = Narrow(steps.Append(Step.Length).Max(), columns, widths);
        List<Line> lines = [Line.Of(Rest(Printable.Pad(Step, step), columns, widths)).Fit(Width)];
        for (var i = 0; i < rows.Count; i++)
            lines.Add(rows[i] is NodeRow row ? SetLine(row, step, cells[i], widths) : Line.Of(rows[i].Branch + ((MoreRow)rows[i]).Text).Fit(Width));
        return lines;
    }

    /// <summary>Those after the first.</summary>
    private List<string> Columns() =>
        Wide ? [Template, Pod, Took, Host, Message]
        : Width >= LeastForTemplate ? [Template, Took, Message]
        : Width >= LeastForMessage ? [Took, Message]
        : Width >= LeastForDuration ? [Took]
        : [];

    private string Cell(string column, Node node) => column switch
    {
        Template => CalledTemplate.NameOf(run, node) ?? "",
        Pod => node.Type == NodeType.Pod ? PodName.Of(run, node) : "",
        Host => node.HostNodeName ?? "",
        Took => Duration(node),
        _ => NodeNote.Of(node),
    };

    private static string StepOf(Node node) => $"{Phases.Text(node.Phase)} {Printable.Line(DisplayName.Of(node))}";

    private string Duration(Node node) => node.Type == NodeType.Skipped ? "" : Durations.Short((node.FinishedAt ?? time.GetUtcNow()) - node.StartedAt);

    /// <summary>A long name may push its own row out of line, not all the others; on a terminal it is cut so that the message has room.</summary>
    /// <returns>The width of the first column.</returns>
    private int Narrow(int step, List<string> columns, int[] widths)
    {
        if (!IsCut) return Math.Min(step, WidestStep);
        for (var i = 0; i < columns.Count; i++)
            if (columns[i] == Template) widths[i] = Math.Min(widths[i], Math.Clamp(Width / 5, Template.Length, WidestTemplate));
        var message = Math.Max(LeastMessage, Width / 4);
        var others = columns.Select((column, i) => Gap.Length + (column == Message ? Math.Min(widths[i], message) : widths[i])).Sum();
        return Math.Min(step, Math.Max(Math.Min(LeastStep, Width), Width - others));
    }

    private Line SetLine(NodeRow row, int width, List<string> cells, int[] widths)
    {
        var phase = Phases.Text(row.Node.Phase);
        var name = StepOf(row.Node)[phase.Length..];
        var room = width - Printable.Width(row.Branch + phase);
        // The name alone is cut, and in the middle: what a loop's member is about stands at its end.
        if (IsCut && room > 0) name = $" {Printable.FitMiddle(name[1..], room - 1)}";
        var padding = new string(' ', Math.Max(0, room - Printable.Width(name)));
        var line = new Line(new Segment(row.Branch), Phases.Colored(row.Node.Phase), new Segment(Rest(name + padding, cells, widths)));
        return line.Fit(Width);
    }

    private string Rest(string begin, List<string> cells, int[] widths)
    {
        // The last one is as long as it is.
        var set = cells.Select((cell, i) => i == cells.Count - 1 ? cell : Printable.Pad(IsCut ? Printable.Fit(cell, widths[i]) : cell, widths[i]));
        return string.Join(Gap, set.Prepend(begin)).TrimEnd();
    }
}
