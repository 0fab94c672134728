using System.Globalization;

namespace Runbooks.Engine.Yaml;

/// <summary>Characters that look like blanks, or like nothing, and are neither to YAML: pasted from a web page or a word processor, they can't indent.</summary>
internal static class OddBlank
{
    /// <summary>Of the blanks that a text begins with, the first odd one; -1 if there is none.</summary>
    public static int IndexInIndent(ReadOnlySpan<char> text)
    {
        for (var i = 0; i < text.Length; i++)
            if (Is(text[i])) return i;
            else if (text[i] is not (' ' or '\t')) return -1;
        return -1;
    }

    /// <summary>The text without the blanks that it begins with.</summary>
    public static string WithoutIndent(string text) => string.Concat(text.SkipWhile(letter => letter is ' ' or '\t' || Is(letter)));

    /// <summary>"a no-break space (U+00A0) can't indent YAML; use spaces"</summary>
    public static string Refusal(char blank) => $"{Name(blank)} (U+{(int)blank:X4}) can't indent YAML; use spaces";

    private static bool Is(char letter) => letter is not (' ' or '\t' or '\r' or '\n') && (char.IsWhiteSpace(letter) || char.GetUnicodeCategory(letter) == UnicodeCategory.Format);

    private static string Name(char blank) => blank switch
    {
        '\u00A0' => "a no-break space",
        '\u202F' => "a narrow no-break space",
        '\u3000' => "an ideographic space",
        '\u200B' => "a zero width space",
        '\uFEFF' => "a byte order mark",
        _ => "this odd blank",
    };
}
