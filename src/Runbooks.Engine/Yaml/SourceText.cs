namespace Runbooks.Engine.Yaml;

/// <summary>Finds a place in a scalar's value again in the file: quotes, escapes and indentation lie between the two.</summary>
internal static class SourceText
{
    public static Position Locate(YamlScalar scalar, string value, int offset, string mark)
    {
        var source = scalar.Source.Span;
        var at = Nth(source, mark, Count(value.AsSpan(0, offset), mark));
        return at < 0 ? scalar.At : Advance(scalar.At, source[..at]);
    }

    /// <summary>The place of a character behind such a mark.</summary>
    /// <param name="within">Where it stands in the value.</param>
    public static Position LocateWithin(YamlScalar scalar, string value, int offset, int within, string mark)
    {
        var source = scalar.Source.Span;
        var at = Nth(source, mark, Count(value.AsSpan(0, offset), mark));
        return at < 0 ? scalar.At : Advance(scalar.At, source[..ScalarAlignment.Find(source, at, value, offset, within)]);
    }

    /// <summary>The place of a character of the value.</summary>
    public static Position Locate(YamlScalar scalar, string value, int within)
    {
        var source = scalar.Source.Span;
        return Advance(scalar.At, source[..ScalarAlignment.Find(source, ScalarAlignment.Start(source), value, 0, within)]);
    }

    /// <summary>The place reached from another by reading some characters.</summary>
    public static Position Advance(Position from, ReadOnlySpan<char> read)
    {
        var (line, column) = (from.Line, from.Column);
        for (var i = 0; i < read.Length; i++)
        {
            var endsLine = read[i] == '\n' || (read[i] == '\r' && (i + 1 == read.Length || read[i + 1] != '\n'));
            (line, column) = endsLine ? (line + 1, 1) : (line, column + 1);
        }
        return new Position(line, column);
    }

    private static int Count(ReadOnlySpan<char> text, string mark) => text.Count(mark);

    private static int Nth(ReadOnlySpan<char> text, string mark, int n)
    {
        var at = 0;
        while (true)
        {
            var found = text[at..].IndexOf(mark, StringComparison.Ordinal);
            if (found < 0) return -1;
            if (n-- == 0) return at + found;
            at += found + mark.Length;
        }
    }
}
