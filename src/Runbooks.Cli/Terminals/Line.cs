using Spectre.Console;
using Spectre.Console.Rendering;

namespace Runbooks.Cli.Terminals;

/// <summary>One line of output, in pieces of one colour each.</summary>
internal sealed record Line(params IReadOnlyList<Segment> Segments)
{
    public static Line Empty { get; } = new();

    public static Line Of(string text) => new(new Segment(text));

    public static Segment Piece(string text, Color color) => new(text, new Style(color));

    public override string ToString() => string.Concat(Segments.Select(segment => segment.Text));
}
