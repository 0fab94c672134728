using Runbooks.Cli.Terminals;
using Runbooks.Engine.Runs;
using Runbooks.Engine.Status;
using Spectre.Console.Rendering;

namespace Runbooks.Cli.Tree;

/// <summary>The rows of a tree set in columns: STEP, TEMPLATE, PODNAME (if wide), DURATION, MESSAGE.</summary>
internal sealed class TreeTable(RunState run, TimeProvider time)
{
    private const string Gap = "  ";
    private const int WidestTemplate = 30, WidestStep = 60, LeastStep = 12, LeastMessage = 20;

    /// <summary>Pod and host names too.</summary>
    public bool Wide { get; init; }

    /// <summary>Cells to a line; what is longer is cut. <see cref="int.MaxValue"/>: nothing is.</summary>
    public int Width { get; init; } = int.MaxValue;

    public List<Line> Lines(IReadOnlyList<TreeRow> rows)
    {
        var cells = rows.Select(Cells).ToList();
        var header = Header();
        var nodes = cells.Where((_, i) => rows[i] is NodeRow).Prepend(header).ToList();
        var widths = Enumerable.Range(0, header.Length - 1).Select(column => nodes.Max(row => Printable.Width(row[column]))).ToArray();
        Narrow(widths);
        var head = string.Join(Gap, header.Select((name, i) => i < widths.Length ? name.PadRight(widths[i]) : name));
        var lines = new List<Line> { Line.Of(Printable.Fit(head, Width)) };
        for (var i = 0; i < rows.Count; i++) lines.Add(SetLine(rows[i], cells[i], widths));
        return lines;
    }

    private string[] Header() => Wide
        ? ["STEP", "TEMPLATE", "PODNAME", "DURATION", "NODENAME", "MESSAGE"]
        : ["STEP", "TEMPLATE", "DURATION", "MESSAGE"];

    private string[] Cells(TreeRow row)
    {
        if (row is not NodeRow { Node: var node }) return [$"{row.Branch}{((MoreRow)row).Text}", .. Enumerable.Repeat("", Header().Length - 1)];
        var step = $"{row.Branch}{Phases.Text(node.Phase)} {Printable.Line(DisplayName.Of(node))}";
        var (template, duration, note) = (CalledTemplate.NameOf(run, node) ?? "", Duration(node), NodeNote.Of(node));
        if (!Wide) return [step, template, duration, note];
        var pod = node.Type == NodeType.Pod ? PodName.Of(run, node) : "";
        return [step, template, pod, duration, node.HostNodeName ?? "", note];
    }

    private string Duration(Node node) => node.Type == NodeType.Skipped ? "" : Durations.Short((node.FinishedAt ?? time.GetUtcNow()) - node.StartedAt);

    /// <summary>A long name may push its own row out of line, not all the others; on a terminal it is cut so that the message has room.</summary>
    private void Narrow(int[] widths)
    {
        if (Width == int.MaxValue)
        {
            widths[0] = Math.Min(widths[0], WidestStep);
            return;
        }
        widths[1] = Math.Min(widths[1], Math.Clamp(Width / 5, "TEMPLATE".Length, WidestTemplate));
        var others = widths.Skip(1).Sum() + Gap.Length * widths.Length;
        widths[0] = Math.Max(LeastStep, Math.Min(widths[0], Width - others - Math.Max(LeastMessage, Width / 4)));
    }

    private Line SetLine(TreeRow row, string[] cells, int[] widths)
    {
        var cut = Width != int.MaxValue;
        if (row is MoreRow) return Line.Of(Printable.Fit(cells[0], Width));
        var columns = cells.Take(widths.Length).Select((cell, i) => Printable.Pad(cut ? Printable.Fit(cell, widths[i]) : cell, widths[i]));
        var text = string.Join(Gap, columns.Append(cells[^1])).TrimEnd();
        if (cut) text = Printable.Fit(text, Width);
        return row is NodeRow { Node.Phase: var phase } && text.Length >= row.Branch.Length + Phases.Text(phase).Length && !text.StartsWith('…')
            ? Colored(text, row.Branch.Length, phase)
            : Line.Of(text);
    }

    private static Line Colored(string text, int branch, NodePhase phase)
    {
        var end = branch + Phases.Text(phase).Length;
        return new Line(new Segment(text[..branch]), Phases.Colored(phase), new Segment(text[end..]));
    }
}
