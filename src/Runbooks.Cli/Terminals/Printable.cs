using System.Text;
using Spectre.Console;

namespace Runbooks.Cli.Terminals;

/// <summary>Text from outside made fit for one line of a terminal.</summary>
internal static class Printable
{
    /// <summary>One line: white space runs become one space, control characters (a terminal would obey them) are left out.</summary>
    /// <param name="longest">More characters than this end in an ellipsis; only so much of the text is looked at.</param>
    public static string Line(string text, int longest = int.MaxValue)
    {
        var line = new StringBuilder(Math.Min(text.Length, longest));
        foreach (var c in text)
        {
            if (line.Length >= longest) return line.ToString(0, longest - 1) + "…";
            if (char.IsWhiteSpace(c))
            {
                if (line.Length > 0 && line[^1] != ' ') line.Append(' ');
            }
            else if (!char.IsControl(c)) line.Append(c);
        }
        return line.ToString().TrimEnd();
    }

    /// <summary>The text if it fits in so many cells, else its beginning and an ellipsis.</summary>
    public static string Fit(string text, int cells)
    {
        if (text.Length <= cells / 2 || Width(text) <= cells) return text;
        var (end, width) = (0, 0);
        foreach (var rune in text.EnumerateRunes())
        {
            width += Width(rune.ToString());
            if (width > cells - 1) break;
            end += rune.Utf16SequenceLength;
        }
        return cells > 0 ? text[..end] + "…" : "";
    }

    public static string Pad(string text, int cells) => text + new string(' ', Math.Max(0, cells - Width(text)));

    public static int Width(string text) => text.GetCellWidth();
}
