using System.Text.Json.Nodes;
using Runbooks.Engine.Yaml;

namespace Runbooks.Fuzzing.Tests;

/// <summary>The documents that are mutated: our runbooks, the docs' examples, the cases for lint and, where RUNBOOKS_CONFORMANCE names a folder with them, Argo's examples.</summary>
internal sealed class Corpus
{
    public static Corpus All { get; } = new(
    [
        .. Files(Path.Combine(Checkout.Root, "runbooks")),
        .. Files(Path.Combine(Checkout.Root, "docs", "examples")),
        .. Files(Path.Combine(Checkout.Root, "tests", "Runbooks.Engine.Tests", "Lint", "Cases")),
        .. Files(Path.Combine(Environment.GetEnvironmentVariable("RUNBOOKS_CONFORMANCE") ?? "", "argo-examples")),
    ]);

    private readonly List<(string Name, string Text, JsonNode Tree)> _documents = [];
    private readonly Dictionary<string, List<JsonNode>> _values = new(StringComparer.Ordinal);
    private readonly Dictionary<string, List<(string Key, JsonNode Value)>> _fields = new(StringComparer.Ordinal);

    private Corpus(IEnumerable<string> files)
    {
        foreach (var file in files) Add(Path.GetRelativePath(Checkout.Root, file), File.ReadAllText(file));
        Keys = [.. _values.Keys];
    }

    public IReadOnlyList<(string Name, string Text, JsonNode Tree)> Documents => _documents;

    /// <summary>Every name of a field.</summary>
    public IReadOnlyList<string> Keys { get; }

    /// <summary>A value that some document has for the field, or for any where none has it.</summary>
    public JsonNode ValueOf(string key, Random random) => random.Pick(_values.GetValueOrDefault(key) ?? _values[random.Pick(Keys)]).DeepClone();

    /// <summary>A field that maps of this kind have somewhere.</summary>
    public (string Key, JsonNode Value) FieldOf(string kind, Random random)
    {
        var (key, value) = random.Pick(_fields.GetValueOrDefault(kind) ?? _fields["templates"]);
        return (key, value.DeepClone());
    }

    private static IEnumerable<string> Files(string folder) =>
        Directory.Exists(folder) ? Directory.EnumerateFiles(folder, "*.yaml", SearchOption.AllDirectories).Order(StringComparer.Ordinal) : [];

    private void Add(string name, string text)
    {
        foreach (var document in YamlReader.Read(text).Documents)
        {
            if (document.ToJson() is not { } tree) continue;
            _documents.Add((name, text, tree));
            foreach (var place in Place.In(tree).Where(place => place is { Key: not null, Value: not null }))
            {
                Keep(_values, place.Key!, place.Value!);
                Keep(_fields, place.Kind, (place.Key!, place.Value!));
            }
        }
    }

    private static void Keep<T>(Dictionary<string, List<T>> all, string name, T value)
    {
        if (!all.TryGetValue(name, out var values)) all[name] = values = [];
        values.Add(value);
    }
}
