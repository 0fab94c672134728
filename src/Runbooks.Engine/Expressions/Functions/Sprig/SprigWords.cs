using System.Text;
using Runbooks.Engine.Expressions.Compilation;
using static Runbooks.Engine.Expressions.Functions.Sprig.SprigBinding;

namespace Runbooks.Engine.Expressions.Functions.Sprig;

/// <summary>Upper and lower case, words and lines.</summary>
internal static class SprigWords
{
    public static IEnumerable<GoFunction> All { get; } =
    [
        Function("title", (string text) => EachWord(text, char.ToUpperInvariant)),
        Function("untitle", (string text) => EachWord(text, char.ToLowerInvariant, char.IsWhiteSpace)),
        Function("swapcase", (string text) => SwapCase(text)),
        Function("initials", (string text) => Initials(text)),
        Function("snakecase", (string text) => LowerCase(text, '_')),
        Function("kebabcase", (string text) => LowerCase(text, '-')),
        Function("camelcase", (string text) => CamelCase(text)),
        Function("abbrev", (long width, string text) => width < 4 ? text : Abbreviate(text, 0, width)),
        Function("abbrevboth", (long left, long right, string text) => right < 4 || left > 0 && right < 7 ? text : Abbreviate(text, left, right)),
        Function("wrap", (long width, string text) => Wrap(text, width, "\n", cutsWords: false)),
        Function("wrapWith", (long width, string separator, string text) => Wrap(text, width, separator.Length == 0 ? "\n" : separator, cutsWords: true)),
        Function("shuffle", (Evaluation evaluation, string text) => Shuffle(evaluation, text)),
    ];

    /// <summary>Words are separated by anything but letters, digits and <c>_</c>, or by what <paramref name="separates"/> says.</summary>
    private static string EachWord(string text, Func<char, char> first, Func<char, bool>? separates = null)
    {
        separates ??= c => !char.IsLetterOrDigit(c) && c != '_';
        var result = new StringBuilder(text.Length);
        var starts = true;
        foreach (var c in text)
        {
            result.Append(starts ? first(c) : c);
            starts = separates(c);
        }
        return result.ToString();
    }

    private static string SwapCase(string text) =>
        string.Concat(text.Select(c => char.IsUpper(c) ? char.ToLowerInvariant(c) : char.ToUpperInvariant(c)));

    private static string Initials(string text) => string.Concat(text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).Select(word => word[0]));

    /// <summary>HTTPServer, HTTP_Server and httpServer are two words each; digits before small letters begin one: http2xx.</summary>
    private static string LowerCase(string text, char separator)
    {
        var result = new StringBuilder(text.Length);
        var first = '\0';
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] is '_' or '-' || char.IsWhiteSpace(text[i]))
            {
                result.Append(separator);
                first = '\0';
                continue;
            }
            if (first != '\0' && Begins(text, i, first))
            {
                result.Append(separator);
                first = '\0';
            }
            if (first == '\0') first = text[i];
            result.Append(char.ToLowerInvariant(text[i]));
        }
        return result.ToString();
    }

    private static bool Begins(string text, int at, char first)
    {
        var (previous, c) = (text[at - 1], text[at]);
        if (char.IsUpper(c)) return !char.IsUpper(previous) || at + 1 < text.Length && char.IsLower(text[at + 1]);
        if (!char.IsDigit(c) || char.IsDigit(previous) || char.IsDigit(first)) return false;
        var end = at;
        while (end < text.Length && char.IsDigit(text[end])) end++;
        return end < text.Length && char.IsLower(text[end]);
    }

    private static string CamelCase(string text)
    {
        var result = new StringBuilder();
        var separators = 0;
        foreach (var c in text)
        {
            if (c is '_' or '-' or ' ')
            {
                // A separator at the very beginning stays, and the second of two.
                if (result.Length == 0 || separators > 0) result.Append(c);
                separators++;
                continue;
            }
            result.Append(result.Length == 0 || separators > 0 ? char.ToUpperInvariant(c) : c);
            separators = 0;
        }
        return separators > 0 && result.Length > 0 && char.IsLetterOrDigit(result[^1]) ? result.Append(text[^1]).ToString() : result.ToString();
    }

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
