using System.Text.Json.Nodes;

namespace Runbooks.Engine.Yaml;

/// <summary>A value of a document and where it stands. What an alias repeats is one node, standing where its anchor stands.</summary>
/// <param name="At">Where the value begins.</param>
public abstract record YamlNode(Position At)
{
    /// <summary>Values in it, itself included.</summary>
    internal long Nodes { get; init; } = 1;

    /// <summary>Characters of text in it.</summary>
    internal long Characters { get; init; }

    /// <summary>How many maps and lists stand in each other, itself included.</summary>
    internal int Height { get; init; }

    /// <summary>The value as JSON: a fresh copy at each call.</summary>
    /// <param name="without">Nodes to leave out: of a map, the key, too; in a list, null stands for it.</param>
    public abstract JsonNode? ToJson(IReadOnlySet<YamlNode>? without = null);
}

/// <summary>Text, number, boolean or null.</summary>
/// <param name="Source">The characters it was read from, with quotes and indentation.</param>
public sealed record YamlScalar(Position At, object? Value, ReadOnlyMemory<char> Source) : YamlNode(At)
{
    /// <summary>A number with more digits than its <see cref="Value"/> can hold, in full; else null.</summary>
    internal string? Digits { get; init; }

    public override JsonNode? ToJson(IReadOnlySet<YamlNode>? without = null) => Value switch
    {
        null => null,
        string text => JsonValue.Create(text),
        bool flag => JsonValue.Create(flag),
        long number => JsonValue.Create(number),
        ulong number => JsonValue.Create(number),
        double number => Digits is { } digits ? JsonNode.Parse(digits) : JsonValue.Create(number),
        _ => throw new InvalidOperationException($"no JSON for {Value.GetType().Name}"),
    };
}

public sealed record YamlSequence(Position At, IReadOnlyList<YamlNode> Items) : YamlNode(At)
{
    public override JsonNode ToJson(IReadOnlySet<YamlNode>? without = null)
    {
        var array = new JsonArray();
        foreach (var item in Items) array.Add(without?.Contains(item) == true ? null : item.ToJson(without));
        return array;
    }
}

public sealed record YamlMapping(Position At, IReadOnlyDictionary<string, YamlEntry> Entries) : YamlNode(At)
{
    public override JsonNode ToJson(IReadOnlySet<YamlNode>? without = null)
    {
        var json = new JsonObject();
        foreach (var (key, entry) in Entries)
            if (without is null || !without.Contains(entry.Value)) json.Add(key, entry.Value.ToJson(without));
        return json;
    }
}

/// <summary>A key and its value.</summary>
public sealed record YamlEntry(Position KeyAt, YamlNode Value);
