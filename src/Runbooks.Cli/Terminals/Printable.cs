using System.Text;
using Spectre.Console;

namespace Runbooks.Cli.Terminals;

/// <summary>Text from outside made fit for a terminal, which would obey what is in it.</summary>
internal static class Printable
{
    /// <summary>So many times the characters that are wanted are looked at: blanks and what is left out are among them.</summary>
    private const int Looked = 8;

    /// <summary>One line: white space runs become one space, what a terminal would obey is left out.</summary>
    /// <param name="longest">More characters than this end in an ellipsis; only so much of the text is looked at.</param>
    public static string Line(string text, int longest = int.MaxValue)
    {
        var isCut = text.Length > (long)longest * Looked;
        var line = new StringBuilder(Math.Min(text.Length, longest));
        foreach (var c in isCut ? EscapeSequences.WithoutLast(text[..(longest * Looked)]) : EscapeSequences.Without(text))
        {
            if (line.Length >= longest) return $"{Whole(line, longest - 1)}…";
            if (char.IsWhiteSpace(c))
            {
                if (line.Length > 0 && line[^1] != ' ') line.Append(' ');
            }
            else if (!IsObeyed(c)) line.Append(c);
        }
        var whole = line.ToString().TrimEnd();
        return isCut ? $"{whole}…" : whole;
    }

    /// <summary>Lines as they are, with their indentation, but for what a terminal would obey.</summary>
    public static string Text(string text)
    {
        var plain = EscapeSequences.Without(text);
        if (!plain.AsSpan().ContainsAny(EscapeSequences.Obeyed)) return plain;
        return string.Concat(plain.Where(c => c is '\n' or '\t' || !IsObeyed(c)));
    }

    /// <summary>The text if it fits in so many cells, else its beginning and an ellipsis.</summary>
    public static string Fit(string text, int cells)
    {
        if (text.Length <= cells / 2 || Width(text) <= cells) return text;
        return cells > 0 ? text[..End(text, cells - 1)] + "…" : "";
    }

    /// <summary>The same, but what is left out is in the middle: of the name of a loop's member, the item is at the end.</summary>
    public static string FitMiddle(string text, int cells)
    {
        const int least = 6;
        if (text.Length <= cells / 2 || Width(text) <= cells) return text;
        if (cells < least) return Fit(text, cells);
        var tail = (cells - 1) * 2 / 3;
        return $"{text[..End(text, cells - 1 - tail)]}…{text[Start(text, tail)..]}";
    }

    public static string Pad(string text, int cells) => text + new string(' ', Math.Max(0, cells - Width(text)));

    public static int Width(string text) => text.GetCellWidth();

    /// <summary>Control characters, and those that turn the direction of what stands beside them.</summary>
    private static bool IsObeyed(char c) => char.IsControl(c) || EscapeSequences.IsDirection(c);

    /// <summary>Where so many cells from the beginning end.</summary>
    private static int End(string text, int cells)
    {
        var (end, width) = (0, 0);
        foreach (var rune in text.EnumerateRunes())
        {
            width += Width(rune.ToString());
            if (width > cells) break;
            end += rune.Utf16SequenceLength;
        }
        return end;
    }

    /// <summary>Where the last so many cells begin.</summary>
    private static int Start(string text, int cells)
    {
        var skipped = Width(text) - cells;
        var (start, width) = (0, 0);
        foreach (var rune in text.EnumerateRunes())
        {
            if (width >= skipped) break;
            width += Width(rune.ToString());
            start += rune.Utf16SequenceLength;
        }
        return start;
    }

    /// <summary>So many characters, but no half of one that has two.</summary>
    private static string Whole(StringBuilder line, int length) =>
        line.ToString(0, length > 0 && char.IsHighSurrogate(line[length - 1]) ? length - 1 : length);
}
