namespace Runbooks.Engine.Yaml;

/// <summary>Finds a character of a scalar's value in its source, going through both at once: escapes, doubled quotes, folded lines and indentation differ.</summary>
internal static class ScalarAlignment
{
    /// <summary>Where the value begins: behind a quote, or behind the line of a block's <c>|</c> or <c>&gt;</c>.</summary>
    public static int Start(ReadOnlySpan<char> source)
    {
        if (source.Length == 0) return 0;
        if (source[0] is '\'' or '"') return 1;
        return source[0] is '|' or '>' && source.IndexOf('\n') is var end and >= 0 ? end + 1 : 0;
    }

    /// <param name="at">A place in the source, and</param>
    /// <param name="offset">the same place in the value.</param>
    /// <param name="wanted">The place in the value that is wanted.</param>
    /// <returns>As near to it as can be told.</returns>
    public static int Find(ReadOnlySpan<char> source, int at, string value, int offset, int wanted)
    {
        var quote = source.Length > 0 && source[0] is '\'' or '"' ? source[0] : '\0';
        wanted = Math.Min(wanted, value.Length);
        while (offset < wanted && at < source.Length) (at, offset) = Step(source, at, value, offset, quote);
        while (wanted < value.Length && at < source.Length - 1 && char.IsWhiteSpace(source[at]) && !char.IsWhiteSpace(value[wanted])) at++;
        return Math.Min(at, source.Length);
    }

    private static (int At, int Offset) Step(ReadOnlySpan<char> source, int at, string value, int offset, char quote)
    {
        var (s, v) = (source[at], value[offset]);
        if (quote == '"' && s == '\\') return Escape(source, at, offset);
        if (quote == '\'' && s == '\'') return (at + 2, offset + 1);
        if (s == '\n' && char.IsWhiteSpace(v)) return (Indented(source, at + 1, value, offset + 1), offset + 1);
        if (s == v) return (at + 1, offset + 1);
        return char.IsWhiteSpace(s) ? (at + 1, offset) : char.IsWhiteSpace(v) ? (at, offset + 1) : (at + 1, offset + 1);
    }

    private static (int At, int Offset) Escape(ReadOnlySpan<char> source, int at, int offset)
    {
        if (at + 1 >= source.Length) return (at + 1, offset);
        if (source[at + 1] is '\n' or '\r')
        {
            at += 2;
            while (at < source.Length && char.IsWhiteSpace(source[at])) at++;
            return (at, offset);
        }
        return source[at + 1] switch
        {
            'x' => (at + 4, offset + 1),
            'u' => (at + 6, offset + 1),
            'U' => (at + 10, offset + 2),
            _ => (at + 2, offset + 1),
        };
    }

    /// <summary>Behind the blanks of a line that its value has not.</summary>
    private static int Indented(ReadOnlySpan<char> source, int at, string value, int offset)
    {
        var (inSource, inValue) = (0, 0);
        while (at + inSource < source.Length && source[at + inSource] == ' ') inSource++;
        while (offset + inValue < value.Length && value[offset + inValue] == ' ') inValue++;
        return at + Math.Max(0, inSource - inValue);
    }
}
