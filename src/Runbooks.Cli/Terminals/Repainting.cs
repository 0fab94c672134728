using Spectre.Console.Rendering;

namespace Runbooks.Cli.Terminals;

/// <summary>Lines that replace those painted before. Terminals that know synchronized updates (mode 2026) show the change at once.</summary>
internal sealed class Repainting(IReadOnlyList<Line> lines, int over) : Renderable
{
    private const string Begin = "\e[?2026h\e[?25l", End = "\e[J\e[?2026l", ToEndOfLine = "\e[K";

    protected override IEnumerable<Segment> Render(RenderOptions options, int maxWidth)
    {
        yield return Segment.Control(over > 0 ? $"{Begin}\e[{over}F" : Begin);
        foreach (var line in lines)
        {
            foreach (var segment in line.Segments) yield return segment;
            yield return Segment.Control(ToEndOfLine);
            yield return Segment.LineBreak;
        }
        yield return Segment.Control(End);
    }
}
