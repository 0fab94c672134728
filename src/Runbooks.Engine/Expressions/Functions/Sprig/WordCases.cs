using System.Text;
using Runbooks.Engine.Expressions.Values;

namespace Runbooks.Engine.Expressions.Functions.Sprig;

/// <summary>Upper and lower case of whole words, as the libraries have them that sprig uses.</summary>
internal static class WordCases
{
    /// <summary>Anything but letters and digits ends a word; of what isn't ASCII, only a blank does.</summary>
    public static string Title(string text) => EachAfter(text, Separates, TitleOf);

    public static string Untitle(string text) => EachAfter(text, Rune.IsWhiteSpace, GoText.LowerOf);

    /// <summary>A small letter after a blank gets its title case: <c>ǆ</c> becomes <c>ǅ</c>.</summary>
    public static string Swap(string text)
    {
        var result = new StringBuilder(text.Length);
        var starts = true;
        foreach (var rune in text.EnumerateRunes())
        {
            if (Rune.IsUpper(rune) || Rune.GetUnicodeCategory(rune) == System.Globalization.UnicodeCategory.TitlecaseLetter)
                (_, starts) = (result.Append(GoText.LowerOf(rune)), false);
            else if (Rune.IsLower(rune)) (_, starts) = (result.Append(starts ? TitleOf(rune) : GoText.UpperOf(rune)), false);
            else (_, starts) = (result.Append(rune), Rune.IsWhiteSpace(rune));
        }
        return result.ToString();
    }

    /// <summary>
    /// <c>some_words</c> and <c>SOME words</c> become <c>SomeWords</c>. The connectors at the beginning stay, and the second of two.
    /// </summary>
    public static string Camel(string text)
    {
        var runes = text.EnumerateRunes().ToArray();
        var start = Array.FindIndex(runes, rune => !IsConnector(rune));
        if (start < 0) return runes.Length == 0 ? "" : text + runes[^1];
        var result = new StringBuilder(string.Concat(runes[..start]));
        var inCapitals = Rune.IsUpper(runes[start]);
        var last = GoText.UpperOf(runes[start]);
        foreach (var rune in runes[(start + 1)..])
        {
            var next = rune;
            if (IsConnector(next) && IsConnector(last))
            {
                result.Append(last);
                last = next;
                continue;
            }
            if (IsConnector(last)) (inCapitals, next) = (Rune.IsUpper(next), GoText.UpperOf(next));
            else
            {
                if (inCapitals && Rune.IsUpper(next)) next = GoText.LowerOf(next);
                else inCapitals = false;
                result.Append(last);
            }
            last = next;
        }
        return result.Append(last).ToString();
    }

    public static bool IsConnector(Rune rune) => rune.Value is '-' or '_' || Rune.IsWhiteSpace(rune);

    private static string EachAfter(string text, Func<Rune, bool> separates, Func<Rune, Rune> change)
    {
        var result = new StringBuilder(text.Length);
        var starts = true;
        foreach (var rune in text.EnumerateRunes())
        {
            result.Append(starts ? change(rune) : rune);
            starts = separates(rune);
        }
        return result.ToString();
    }

    private static bool Separates(Rune rune) => rune.IsAscii
        ? !char.IsAsciiLetterOrDigit((char)rune.Value) && rune.Value != '_'
        : !Rune.IsLetterOrDigit(rune) && Rune.IsWhiteSpace(rune);

    private static Rune TitleOf(Rune rune) => rune.Value switch
    {
        'ǆ' or 'Ǆ' or 'ǅ' => new Rune('ǅ'),
        'ǉ' or 'Ǉ' or 'ǈ' => new Rune('ǈ'),
        'ǌ' or 'Ǌ' or 'ǋ' => new Rune('ǋ'),
        'ǳ' or 'Ǳ' or 'ǲ' => new Rune('ǲ'),
        // Georgian has capitals, but no titles.
        >= 0x10D0 and <= 0x10FF => rune,
        _ => GoText.UpperOf(rune),
    };
}
