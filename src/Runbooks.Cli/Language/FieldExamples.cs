using System.Text.RegularExpressions;
using Runbooks.Engine.Yaml;

namespace Runbooks.Cli.Language;

/// <summary>Runbooks that come with the program and show what its fields look like in use; tests lint all of them, and run those that can be.</summary>
internal static partial class FieldExamples
{
    private const string Folder = "examples/";

    /// <summary>So much around a short field helps; more would hide it.</summary>
    private const int Longest = 16;

    private static readonly Lazy<IReadOnlyList<Example>> Files = new(Read);

    /// <summary>The lines of an example that show the field best: those of the shortest file that has it; null if none has.</summary>
    public static FieldExample? Of(FieldSite site)
    {
        foreach (var example in Files.Value)
            if (PathTo(site, example) is { } path) return new FieldExample(example.Name, Excerpt(example.Lines, path));
        return null;
    }

    /// <summary>Where a key stands, or the first key of a list's item.</summary>
    private readonly record struct Place(Position At, bool IsItem = false);

    private sealed record Example(string Name, string[] Lines, IReadOnlyList<YamlDocument> Documents);

    /// <summary>The places of the keys that lead to the field, the outermost first.</summary>
    private static List<Place>? PathTo(FieldSite site, Example example) =>
        example.Documents.Select(document => Find(document.Root, Segments(site.Path), site, [])).FirstOrDefault(found => found is not null);

    private static string[] Segments(string path) => Brackets().Replace(path, ".[]").Split('.');

    private static List<Place>? Find(YamlNode node, ReadOnlySpan<string> path, FieldSite site, List<Place> above)
    {
        if (path.Length == 0) return above;
        if (path[0] == "[]") return node is YamlSequence list ? First(list.Items, item => new Place(item.At, IsItem: true), item => item, path[1..].ToArray(), site, above) : null;
        if (node is not YamlMapping map || !Fits(map, site)) return null;
        if (path[0] == "NAME") return First([.. map.Entries.Values], entry => new Place(entry.KeyAt), entry => entry.Value, path[1..].ToArray(), site, above);
        return map.Entries.TryGetValue(path[0], out var entry) ? Find(entry.Value, path[1..], site, [.. above, new Place(entry.KeyAt)]) : null;
    }

    private static List<Place>? First<T>(IReadOnlyList<T> items, Func<T, Place> at, Func<T, YamlNode> value, string[] path, FieldSite site, List<Place> above)
    {
        foreach (var item in items)
            if (Find(value(item), path, site, [.. above, at(item)]) is { } found) return found;
        return null;
    }

    /// <summary>Of a call, only one of that operation shows it.</summary>
    private static bool Fits(YamlMapping map, FieldSite site)
    {
        foreach (var pair in site.Of?.Split(", ") ?? [])
            if (pair.Split(": ") is [var key, var wanted] && map.Entries.TryGetValue(key, out var entry) && entry.Value is YamlScalar { Value: string given } && given != wanted) return false;
        return true;
    }

    /// <summary>The field's own lines and, while there are few, those of what it stands in.</summary>
    private static IReadOnlyList<string> Excerpt(string[] lines, List<Place> path)
    {
        var (first, last) = Block(lines, path[^1]);
        foreach (var outer in Enumerable.Reverse(path).Skip(1))
        {
            var (from, to) = Block(lines, outer);
            if (to - from >= Longest) break;
            (first, last) = (from, to);
        }
        var indent = lines[first..(last + 1)].Where(line => line.Trim().Length > 0).Min(line => line.Length - line.TrimStart().Length);
        return [.. lines[first..(last + 1)].Select(line => line.Length > indent ? line[indent..].TrimEnd() : "")];
    }

    /// <summary>The lines of a key and all that is indented further, or of an item of a list and all that stands beside its first key.</summary>
    private static (int First, int Last) Block(string[] lines, Place place)
    {
        var (first, last) = (place.At.Line - 1, place.At.Line - 1);
        for (var i = first + 1; i < lines.Length; i++)
        {
            var line = lines[i];
            if (line.Trim().Length == 0) continue;
            var indent = line.Length - line.TrimStart().Length;
            if (indent < place.At.Column - 1 || (indent == place.At.Column - 1 && !place.IsItem && !IsItemOf(line, lines[first], place))) break;
            last = i;
        }
        return (first, last);
    }

    /// <summary>The items of a list may stand below its key without being indented.</summary>
    private static bool IsItemOf(string line, string key, Place place) => line.TrimStart().StartsWith('-') && !key[(place.At.Column - 1)..].StartsWith('-');

    private static IReadOnlyList<Example> Read() =>
    [
        .. typeof(FieldExamples).Assembly.GetManifestResourceNames()
            .Where(name => name.StartsWith(Folder, StringComparison.Ordinal)).Order(StringComparer.Ordinal)
            .Select(Read)
            .OrderBy(example => example.Lines.Length),
    ];

    private static Example Read(string name)
    {
        using var reader = new StreamReader(typeof(FieldExamples).Assembly.GetManifestResourceStream(name)!);
        var text = reader.ReadToEnd().ReplaceLineEndings("\n");
        return new Example(name[Folder.Length..], text.Split('\n'), YamlReader.Read(text).Documents);
    }

    [GeneratedRegex(@"\[\]")]
    private static partial Regex Brackets();
}
