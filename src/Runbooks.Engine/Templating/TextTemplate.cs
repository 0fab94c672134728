using System.Text;

namespace Runbooks.Engine.Templating;

/// <summary>Text with <c>{{tags}}</c>, parsed once and filled in many times.</summary>
public sealed class TextTemplate
{
    /// <summary>Of a text that is filled in, in characters.</summary>
    private const int Longest = 50_000_000;

    private readonly TextPart[] _parts;

    private TextTemplate(string text, TextPart[] parts, int? unclosedAt) => (Text, _parts, UnclosedAt) = (text, parts, unclosedAt);

    /// <summary>The text as written.</summary>
    public string Text { get; }

    /// <summary>Where a <c>{{</c> opens that no <c>}}</c> closes, as an offset into the text; such text stays as it is. Null if all is well.</summary>
    public int? UnclosedAt { get; }

    public IEnumerable<Tag> Tags => _parts.Where(part => part.Tag is not null).Select(part => part.Tag!);

    public bool HasTags => Array.Exists(_parts, part => part.Tag is not null);

    /// <summary>The whole text is one tag and nothing else.</summary>
    public Tag? SingleTag => _parts is [{ Tag: { } tag }] ? tag : null;

    public static bool MayHaveTags(string text) => text.Contains("{{", StringComparison.Ordinal);

    public static TextTemplate Parse(string text) => new(text, TagReader.Read(text, out var unclosedAt), unclosedAt);

    /// <summary>Puts each tag's value in its place; tags that aren't ours stay.</summary>
    /// <exception cref="UnresolvedTagException">A tag has no value.</exception>
    public string Fill(Scope scope) => Fill(_parts, scope);

    private static string Fill(TextPart[] parts, Scope scope)
    {
        if (parts is [var only]) return Fill(only, scope);
        var filled = new StringBuilder();
        foreach (var part in parts)
        {
            filled.Append(Fill(part, scope));
            if (filled.Length > Longest) throw TooLong(parts);
        }
        return filled.ToString();
    }

    private static UnresolvedTagException TooLong(TextPart[] parts)
    {
        var tag = parts.First(part => part.Tag is not null).Tag!;
        return new UnresolvedTagException(tag, $"with {tag} and what follows it, the text is longer than {Longest} characters");
    }

    private static string Fill(TextPart part, Scope scope) => part.Tag switch
    {
        null => part.Text,
        { Parts: { } name } outer => Named(outer, Fill(name, scope), scope),
        var tag => scope.Resolve(tag) ?? part.Text,
    };

    /// <summary>As in Argo, the outer tag is filled in once the inner ones have given its name. A value that looks like a tag is none.</summary>
    private static string Named(Tag outer, string name, Scope scope) =>
        scope.Find(name.Trim(' ')) ?? (outer.IsVariable && !scope.KeepsUnresolved
            ? throw new UnresolvedTagException(new Tag(name.Trim(' '), outer.Offset))
            : $"{{{{{name}}}}}");
}
