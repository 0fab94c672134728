namespace Runbooks.Engine.Yaml;

/// <summary>
/// Finds places behind the marks (<c>{{</c>) of a scalar's value again in the file. Each is looked for from the one before, as a text may have thousands.
/// </summary>
internal sealed class MarkedPlaces(YamlScalar scalar, string value, string mark)
{
    /// <summary>The last mark: where it stands in the value, in the source and in the file.</summary>
    private (int InValue, int InSource, Position Place) _last = (0, 0, scalar.At);

    /// <param name="offset">Where a mark stands in the value.</param>
    /// <param name="within">A place behind it in the value.</param>
    public Position Locate(int offset, int within)
    {
        if (offset < _last.InValue) _last = (0, 0, scalar.At);
        var source = scalar.Source.Span;
        var at = Nth(source, _last.InSource, value.AsSpan(_last.InValue, offset - _last.InValue).Count(mark));
        if (at < 0) return scalar.At;
        _last = (offset, at, SourceText.Advance(_last.Place, source[_last.InSource..at]));
        return SourceText.Advance(_last.Place, source[at..ScalarAlignment.Find(source, at, value, offset, within)]);
    }

    /// <summary>Where the mark stands before which there are so many others, or -1.</summary>
    private int Nth(ReadOnlySpan<char> source, int from, int number)
    {
        for (var at = from; ; at += mark.Length)
        {
            var found = source[at..].IndexOf(mark, StringComparison.Ordinal);
            if (found < 0) return -1;
            at += found;
            if (number-- == 0) return at;
        }
    }
}
