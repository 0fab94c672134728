using System.Text;
using Runbooks.Engine.Expressions.Compilation;
using static Runbooks.Engine.Expressions.Functions.Sprig.SprigBinding;

namespace Runbooks.Engine.Expressions.Functions.Sprig;

/// <summary>Upper and lower case, words and lines.</summary>
internal static class SprigWords
{
    public static IEnumerable<GoFunction> All { get; } =
    [
        Function("title", (string text) => WordCases.Title(text)),
        Function("untitle", (string text) => WordCases.Untitle(text)),
        Function("swapcase", (string text) => WordCases.Swap(text)),
        Function("initials", (string text) => Initials(text)),
        Function("snakecase", (string text) => ConnectedWords.Join(text, '_')),
        Function("kebabcase", (string text) => ConnectedWords.Join(text, '-')),
        Function("camelcase", (string text) => WordCases.Camel(text)),
        Function("abbrev", (long width, string text) => width < 4 ? text : Abbreviate(text, 0, width)),
        Function("abbrevboth", (long left, long right, string text) => right < 4 || left > 0 && right < 7 ? text : Abbreviate(text, left, right)),
        Function("wrap", (long width, string text) => Wrap(text, width, "\n", cutsWords: false)),
        Function("wrapWith", (long width, string separator, string text) => Wrap(text, width, separator.Length == 0 ? "\n" : separator, cutsWords: true)),
        Function("shuffle", (Evaluation evaluation, string text) => Shuffle(evaluation, text)),
    ];

    private static string Initials(string text) =>
        string.Concat(text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).Select(word => word.EnumerateRunes().First()));

    /// <summary>With dots for what is left out.</summary>
    private static string Abbreviate(string text, long offset, long width)
    {
        if (text.Length <= width) return text;
        var start = (int)Math.Clamp(offset, 0, text.Length);
        if (text.Length - start < width - 3) start = (int)(text.Length - (width - 3));
        if (start <= 4) return text[..(int)(width - 3)] + "...";
        if (start + width - 3 < text.Length) return "..." + Abbreviate(text[start..], 0, width - 3);
        return "..." + text[(int)(text.Length - (width - 3))..];
    }

    private static string Wrap(string text, long width, string separator, bool cutsWords)
    {
        width = Math.Max(width, 1);
        var lines = new StringBuilder();
        var at = 0;
        while (text.Length - at > width)
        {
            if (text[at] == ' ')
            {
                at++;
                continue;
            }
            var reach = (int)(at + width);
            var blank = text.LastIndexOf(' ', reach, reach - at + 1);
            if (blank < 0 && cutsWords)
            {
                lines.Append(text, at, reach - at).Append(separator);
                at = reach;
                continue;
            }
            if (blank < 0) blank = text.IndexOf(' ', reach);
            if (blank < 0) break;
            lines.Append(text, at, blank - at).Append(separator);
            at = blank + 1;
        }
        return lines.Append(text, at, text.Length - at).ToString();
    }

    private static string Shuffle(Evaluation evaluation, string text)
    {
        var runes = text.EnumerateRunes().ToArray();
        for (var i = runes.Length - 1; i > 0; i--)
        {
            evaluation.Step();
            var other = (int)evaluation.Random.Below(i + 1);
            (runes[i], runes[other]) = (runes[other], runes[i]);
        }
        return string.Concat(runes);
    }
}
