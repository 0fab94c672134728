namespace Runbooks.Engine.Yaml;

/// <summary>Cuts a file at its <c>---</c> lines, so that each document is read, and is broken, by itself.</summary>
internal static class YamlParts
{
    public static IEnumerable<YamlPart> Split(string text)
    {
        var (start, startLine, hasContent, hasDirective) = (0, 1, false, false);
        var line = 1;
        for (var at = 0; at < text.Length; at = NextLine(text, at), line++)
        {
            if (IsSeparator(text, at) && hasContent)
            {
                yield return new YamlPart(text[start..at], startLine);
                (start, startLine) = (at, line);
            }
            hasDirective |= text[at] == '%';
            hasContent |= HasContent(text, at);
        }
        if (hasContent || hasDirective) yield return new YamlPart(text[start..], startLine);
    }

    private static bool IsSeparator(string text, int at) =>
        string.CompareOrdinal(text, at, "---", 0, 3) == 0
        && (at + 3 == text.Length || char.IsWhiteSpace(text[at + 3]));

    /// <summary>Comments, blank lines and %directives belong to the document that follows them.</summary>
    private static bool HasContent(string text, int at)
    {
        if (text[at] == '%') return false;
        while (at < text.Length && text[at] == ' ') at++;
        return at < text.Length && text[at] is not ('#' or '\n' or '\r');
    }

    private static int NextLine(string text, int at)
    {
        var end = text.AsSpan(at).IndexOfAny('\n', '\r');
        if (end < 0) return text.Length;
        var next = at + end + 1;
        return text[at + end] == '\r' && next < text.Length && text[next] == '\n' ? next + 1 : next;
    }
}
