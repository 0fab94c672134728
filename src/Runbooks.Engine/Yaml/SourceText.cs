namespace Runbooks.Engine.Yaml;

/// <summary>Finds a place in a scalar's value again in the file: quotes, escapes and indentation lie between the two.</summary>
internal static class SourceText
{
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
}
