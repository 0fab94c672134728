using System.Text;

namespace Runbooks.Engine.Templating;

/// <summary>Text with <c>{{tags}}</c>, parsed once and filled in many times.</summary>
public sealed class TextTemplate
{
    private readonly IReadOnlyList<Segment> _segments;

    private TextTemplate(string text, IReadOnlyList<Segment> segments, int? unclosedAt) =>
        (Text, _segments, UnclosedAt) = (text, segments, unclosedAt);

    /// <summary>The text as written.</summary>
    public string Text { get; }

    /// <summary>Where a <c>{{</c> opens that no <c>}}</c> closes, as an offset into the text; such text stays as it is. Null if all is well.</summary>
    public int? UnclosedAt { get; }

    public IEnumerable<Tag> Tags => _segments.Where(segment => segment.Tag is not null).Select(segment => segment.Tag!);

    public bool HasTags => _segments.Any(segment => segment.Tag is not null);

    /// <summary>The whole text is one tag and nothing else.</summary>
    public Tag? SingleTag => _segments is [{ Tag: { } tag }] ? tag : null;

    public static bool MayHaveTags(string text) => text.Contains("{{", StringComparison.Ordinal);

    public static TextTemplate Parse(string text)
    {
        var segments = new List<Segment>();
        var at = 0;
        while (true)
        {
            var open = text.IndexOf("{{", at, StringComparison.Ordinal);
            var close = open < 0 ? -1 : text.IndexOf("}}", open + 2, StringComparison.Ordinal);
            if (close < 0)
            {
                if (at < text.Length) segments.Add(new Segment(text[at..], null));
                return new TextTemplate(text, segments, open < 0 ? null : open);
            }
            if (open > at) segments.Add(new Segment(text[at..open], null));
            segments.Add(new Segment(text[open..(close + 2)], new Tag(text[(open + 2)..close].Trim(), open)));
            at = close + 2;
        }
    }

    /// <summary>Puts each tag's value in its place; tags that aren't ours stay.</summary>
    /// <exception cref="UnresolvedTagException">A tag has no value.</exception>
    public string Fill(Scope scope)
    {
        if (_segments is [var only]) return only.Fill(scope);
        var filled = new StringBuilder();
        foreach (var segment in _segments) filled.Append(segment.Fill(scope));
        return filled.ToString();
    }

    private sealed record Segment(string Text, Tag? Tag)
    {
        public string Fill(Scope scope) => Tag is null ? Text : scope.Resolve(Tag) ?? Text;
    }
}
