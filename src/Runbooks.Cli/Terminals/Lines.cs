using Spectre.Console.Rendering;

namespace Runbooks.Cli.Terminals;

/// <summary>Finished lines: printed as they are, never wrapped or padded.</summary>
internal sealed class Lines(IReadOnlyList<Line> lines) : Renderable
{
    protected override IEnumerable<Segment> Render(RenderOptions options, int maxWidth)
    {
        foreach (var line in lines)
        {
            foreach (var segment in line.Segments) yield return segment;
            yield return Segment.LineBreak;
        }
    }
}
