using Spectre.Console;
using Spectre.Console.Rendering;

namespace Runbooks.Cli.Terminals;

/// <summary>One line of output, in pieces of one colour each.</summary>
internal sealed record Line(params IReadOnlyList<Segment> Segments)
{
    public static Line Empty { get; } = new();

    public static Line Of(string text) => new(new Segment(text));

    public static Segment Piece(string text, Color color) => new(text, new Style(color));

    /// <summary>The line if it fits in so many cells, else its beginning and an ellipsis.</summary>
    public Line Fit(int cells)
    {
        if (Printable.Width(ToString()) <= cells) return this;
        var pieces = new List<Segment>();
        foreach (var segment in Segments)
        {
            var room = cells - pieces.Sum(piece => Printable.Width(piece.Text));
            if (Printable.Width(segment.Text) < room)
            {
                pieces.Add(segment);
                continue;
            }
            // What comes after this one can't be shown, so this one says that there is more.
            pieces.Add(new Segment(Printable.Fit(segment.Text + " ", room), segment.Style));
            break;
        }
        return new Line(pieces);
    }

    public override string ToString() => string.Concat(Segments.Select(segment => segment.Text));
}
