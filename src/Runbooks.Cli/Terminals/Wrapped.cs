namespace Runbooks.Cli.Terminals;

/// <summary>Text broken between words so that it fits.</summary>
internal static class Wrapped
{
    /// <param name="text">One line.</param>
    /// <param name="most">No more lines than this; the last ends in an ellipsis then.</param>
    public static List<string> Lines(string text, int cells, int most)
    {
        var lines = new List<string>();
        var rest = text;
        while (Printable.Width(rest) > cells && lines.Count < most - 1)
        {
            var fits = Printable.Fit(rest, cells + 1).Length - 1;
            var space = rest.LastIndexOf(' ', fits, fits + 1);
            var end = space > 0 ? space : Math.Max(1, fits);
            lines.Add(rest[..end].TrimEnd());
            rest = rest[end..].TrimStart();
        }
        lines.Add(Printable.Fit(rest, cells));
        return lines;
    }
}
