using System.Text;

namespace Runbooks.Engine.Templating;

/// <summary>Text with <c>{{tags}}</c>, parsed once and filled in many times.</summary>
public sealed class TextTemplate
{
    private const string Open = "{{";
    private const string Close = "}}";

    /// <summary>How often the name of a tag may come out of another tag.</summary>
    private const int DeepestNesting = 10;

    /// <summary>Of a text that is filled in, in characters.</summary>
    private const int Longest = 50_000_000;

    private readonly Segment[] _segments;
    private readonly bool _isNested;

    private TextTemplate(string text, Segment[] segments, int? unclosedAt) =>
        (Text, _segments, UnclosedAt, _isNested) = (text, segments, unclosedAt, Array.Exists(segments, segment => segment.Tag?.Inner is not null));

    /// <summary>The text as written.</summary>
    public string Text { get; }

    /// <summary>Where a <c>{{</c> opens that no <c>}}</c> closes, as an offset into the text; such text stays as it is. Null if all is well.</summary>
    public int? UnclosedAt { get; }

    public IEnumerable<Tag> Tags => _segments.Where(segment => segment.Tag is not null).Select(segment => segment.Tag!);

    public bool HasTags => Array.Exists(_segments, segment => segment.Tag is not null);

    /// <summary>The whole text is one tag and nothing else.</summary>
    public Tag? SingleTag => _segments is [{ Tag: { } tag }] ? tag : null;

    public static bool MayHaveTags(string text) => text.Contains(Open, StringComparison.Ordinal);

    public static TextTemplate Parse(string text)
    {
        var segments = new List<Segment>();
        var at = 0;
        while (true)
        {
            var open = text.IndexOf(Open, at, StringComparison.Ordinal);
            var close = open < 0 ? -1 : text.IndexOf(Close, open + 2, StringComparison.Ordinal);
            if (close < 0)
            {
                if (at < text.Length) segments.Add(new Segment(text[at..], null));
                return new TextTemplate(text, [.. segments], open < 0 ? null : open);
            }
            if (open > at) segments.Add(new Segment(text[at..open], null));
            segments.Add(new Segment(text[open..(close + 2)], Tag.Parse(text[(open + 2)..close], open)));
            at = close + 2;
        }
    }

    /// <summary>Puts each tag's value in its place; tags that aren't ours stay.</summary>
    /// <exception cref="UnresolvedTagException">A tag has no value.</exception>
    public string Fill(Scope scope) => Fill(scope, DeepestNesting);

    private string Fill(Scope scope, int nesting)
    {
        if (_isNested && nesting > 0) return FillInner(scope) is var named && named != Text ? Parse(named).Fill(scope, nesting - 1) : Text;
        if (_segments is [var only]) return only.Fill(scope);
        var filled = new StringBuilder();
        foreach (var segment in _segments)
        {
            filled.Append(segment.Fill(scope));
            if (filled.Length > Longest) throw new UnresolvedTagException(segment.Tag!, $"with {segment.Tag} the text is longer than {Longest} characters");
        }
        return filled.ToString();
    }

    /// <summary>As in Argo, a tag within a tag gives a part of the other's name; the other is filled in after it.</summary>
    private string FillInner(Scope scope)
    {
        var filled = new StringBuilder();
        foreach (var (text, tag) in _segments)
            if (tag?.Inner is { } inner) filled.Append(text, 0, inner.Offset - tag.Offset).Append(scope.Resolve(inner) ?? text[(inner.Offset - tag.Offset)..]);
            else filled.Append(text);
        return filled.ToString();
    }

    private sealed record Segment(string Text, Tag? Tag)
    {
        public string Fill(Scope scope) => Tag is null ? Text : scope.Resolve(Tag) ?? Text;
    }
}
