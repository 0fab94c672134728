using System.Buffers;
using System.Runtime.InteropServices;
using System.Text.Json;
using System.Text.Json.Nodes;
using Runbooks.Engine.Argo;

namespace Runbooks.Engine.Runs;

/// <summary>One item of a loop, printed as Argo prints it.</summary>
internal readonly struct LoopItem(JsonElement json)
{
    // A list of another program may nest deeper than System.Text.Json's own limit of 64.
    private static readonly JsonDocumentOptions Deep = new() { MaxDepth = 1000 };

    /// <summary>What makes a text look different in JSON: a backslash, and the lead byte of the line separators that Go escapes.</summary>
    private static readonly SearchValues<byte> Escaped = SearchValues.Create((byte)'\\', 0xE2);

    /// <summary>An item written out in the document.</summary>
    public static LoopItem Of(JsonNode? value) => new(Parse(GoJson.Normal(Parse(value?.ToJsonString(ArgoJson.Options) ?? "null"))));

    /// <exception cref="JsonException">The text is not JSON.</exception>
    public static LoopItem OfJson(string text) => new(Parse(text));

    /// <exception cref="JsonException">The text is not JSON.</exception>
    /// <returns>Null if it is JSON, but no list.</returns>
    public static List<LoopItem>? ListOf(string text) =>
        Parse(text) is { ValueKind: JsonValueKind.Array } list ? [.. list.EnumerateArray().Select(item => new LoopItem(item))] : null;

    /// <summary>As JSON, to be kept.</summary>
    public string Raw => json.GetRawText();

    /// <summary>The value of <c>{{item}}</c>: a text as it is, anything else as JSON, the keys of a map sorted.</summary>
    public string Text => json.ValueKind == JsonValueKind.Object ? GoJson.Object(Fields.Select(entry => KeyValuePair.Create(entry.Key, Json(entry.Value)))) : TextOf(json);

    /// <summary>The value of <c>{{item.KEY}}</c>, or null if it has none.</summary>
    public string? Field(string key) => json.ValueKind == JsonValueKind.Object && json.TryGetProperty(key, out var value) ? TextOf(value) : null;

    /// <summary>Of a map, its keys.</summary>
    public IEnumerable<string> Keys => json.ValueKind == JsonValueKind.Object ? json.EnumerateObject().Select(entry => entry.Name) : [];

    /// <summary>The node's name: <c>step(0:value)</c>, <c>step(0:k1:v1,k2:v2)</c> or <c>step(0:[a b])</c>. Parentheses in the value are left out.</summary>
    public string NodeName(string step, int index)
    {
        var description = json.ValueKind switch
        {
            JsonValueKind.Object => string.Join(",", Fields.Select(entry => $"{entry.Key}:{Description(entry.Value)}").Order(StringComparer.Ordinal)),
            JsonValueKind.Array => $"[{string.Join(" ", json.EnumerateArray().Select(Description))}]",
            // Argo takes it for a list with nothing in it.
            JsonValueKind.Null => "[]",
            _ => Description(json),
        };
        return $"{step}({index}:{description.Replace("(", "", StringComparison.Ordinal).Replace(")", "", StringComparison.Ordinal)})";
    }

    // The keys of the outer map are sorted; what is inside stays as it was written.
    private IEnumerable<KeyValuePair<string, JsonElement>> Fields => GoJson.LastOfEach(json);

    private static JsonElement Parse(string text) => JsonDocument.Parse(text, Deep).RootElement;

    private static string TextOf(JsonElement value) => value.ValueKind == JsonValueKind.String ? value.GetString()! : Json(value);

    private static string Json(JsonElement value) => GoJson.Compact(value.GetRawText());

    /// <summary>JSON without the quotes of a text, whose line breaks and quotes so stay escaped.</summary>
    private static string Description(JsonElement value)
    {
        if (value.ValueKind == JsonValueKind.String && !JsonMarshal.GetRawUtf8Value(value).ContainsAny(Escaped)) return value.GetString()!;
        var text = Json(value);
        if (value.ValueKind == JsonValueKind.String) text = text[1..^1];
        return text.Replace("\\u003c", "<", StringComparison.Ordinal).Replace("\\u003e", ">", StringComparison.Ordinal).Replace("\\u0026", "&", StringComparison.Ordinal);
    }
}
