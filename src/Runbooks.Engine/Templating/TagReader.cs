namespace Runbooks.Engine.Templating;

/// <summary>Finds the tags of a text in one go. A tag that opens within another one gives a part of the other's name.</summary>
internal sealed class TagReader
{
    /// <summary>How many tags may be open at once; of more, the outermost are plain text.</summary>
    private const int Deepest = 10;

    private readonly string _text;
    private readonly List<TextPart> _parts = [];
    private readonly List<Open> _open = [];

    /// <summary>Up to where the text is in a part already.</summary>
    private int _done;

    private TagReader(string text) => _text = text;

    /// <param name="unclosedAt">Where a <c>{{</c> stands that no <c>}}</c> follows; null if all is well.</param>
    public static TextPart[] Read(string text, out int? unclosedAt)
    {
        unclosedAt = null;
        if (!TextTemplate.MayHaveTags(text)) return text.Length == 0 ? [] : [new TextPart(text, null)];
        return new TagReader(text).Read(out unclosedAt);
    }

    private TextPart[] Read(out int? unclosedAt)
    {
        var last = _text.LastIndexOf("}}", StringComparison.Ordinal);
        unclosedAt = null;
        for (var at = Next(0); at >= 0; at = Next(at))
        {
            if (_text[at] == '}')
            {
                Close(at);
                at += 2;
                continue;
            }
            if (at > last)
            {
                unclosedAt = at;
                break;
            }
            Begin(at);
            at += 2;
        }
        while (_open.Count > 0) GiveUpOutermost();
        AddText(_parts, _text.Length);
        return [.. _parts];
    }

    /// <summary>Where the next <c>{{</c> or <c>}}</c> stands, or -1.</summary>
    private int Next(int from)
    {
        for (var at = from; at < _text.Length - 1; at++)
        {
            var found = _text.AsSpan(at).IndexOfAny('{', '}');
            if (found < 0 || (at += found) >= _text.Length - 1) return -1;
            if (_text[at + 1] == _text[at]) return at;
        }
        return -1;
    }

    private List<TextPart> Innermost => _open.Count > 0 ? _open[^1].Parts : _parts;

    private void AddText(List<TextPart> parts, int end)
    {
        if (end > _done) parts.Add(new TextPart(_text[_done..end], null));
        _done = Math.Max(_done, end);
    }

    private void Begin(int at)
    {
        if (_open.Count == Deepest) GiveUpOutermost();
        AddText(Innermost, at);
        _open.Add(new Open(at, []));
        _done = at + 2;
    }

    private void Close(int at)
    {
        if (_open.Count == 0) return;
        // An expression ends at the first braces that close, whatever opens in it.
        var expression = _open.FindIndex(open => _text[open.At + 2] == '=');
        var index = expression >= 0 ? expression : _open.Count - 1;
        var ended = _open[index];
        AddText(Innermost, at);
        _open.RemoveRange(index, _open.Count - index);
        _done = at + 2;
        var written = _text[ended.At..(at + 2)];
        // As in Argo, two tags that open at the same place are none.
        var isTag = _open.Count == 0 || _open[^1].Parts.Count > 0 || _open[^1].At + 2 < ended.At;
        Innermost.Add(new TextPart(written, isTag ? TagOf(ended, written[2..^2]) : null));
    }

    private static Tag TagOf(Open ended, string between)
    {
        // As in Argo, a name on a line of its own is none.
        var name = between.Trim(' ');
        // Only a '=' that follows the braces at once makes an expression.
        if (name.StartsWith('=') && !between.StartsWith('=')) name = between;
        var isNested = !name.StartsWith('=') && ended.Parts.Exists(part => part.Tag is not null);
        return new Tag(name, ended.At) { Parts = isNested ? [.. ended.Parts] : null };
    }

    /// <summary>Braces that nothing closes are text, and what is within them stands for itself.</summary>
    private void GiveUpOutermost()
    {
        var outermost = _open[0];
        _open.RemoveAt(0);
        _parts.Add(new TextPart("{{", null));
        _parts.AddRange(outermost.Parts);
    }

    private sealed record Open(int At, List<TextPart> Parts);
}
