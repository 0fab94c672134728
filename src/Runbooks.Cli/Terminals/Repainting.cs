using Spectre.Console.Rendering;

namespace Runbooks.Cli.Terminals;

/// <summary>
/// Lines on the terminal's other screen, from its top, over what is there. Nothing there scrolls away, and what is typed meanwhile or how
/// the window is sized can't push them. Terminals that know synchronized updates (mode 2026) show the change at once.
/// </summary>
/// <param name="isFirst">The other screen has to be switched to.</param>
internal sealed class Repainting(IReadOnlyList<Line> lines, bool isFirst) : Renderable
{
    private const string Switch = "\e[?1049h\e[?25l", Begin = "\e[?2026h\e[H", End = "\e[J\e[?2026l", ToEndOfLine = "\e[K";

    protected override IEnumerable<Segment> Render(RenderOptions options, int maxWidth)
    {
        yield return Segment.Control(isFirst ? Switch + Begin : Begin);
        foreach (var line in lines)
        {
            foreach (var segment in line.Segments) yield return segment;
            yield return Segment.Control(ToEndOfLine);
            yield return Segment.LineBreak;
        }
        yield return Segment.Control(End);
    }
}
