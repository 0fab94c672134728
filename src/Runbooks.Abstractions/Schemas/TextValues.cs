using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Runbooks.Schemas;

/// <summary>
/// Parameters of a run are always text. Where a schema wants a number, a boolean, a list or an object, and the text reads as one,
/// it is taken as that: <c>"5"</c>, <c>"true"</c>, <c>'["i-1","i-2"]'</c>.
/// </summary>
public static class TextValues
{
    /// <summary>A copy of the value with such texts read; what doesn't fit the schema is left as it is, for <see cref="SchemaCheck"/> to say.</summary>
    public static JsonNode? Read(JsonNode? value, Schema schema)
    {
        if (value is JsonValue && value.GetValueKind() == JsonValueKind.String) value = ReadText(value.GetValue<string>(), schema) ?? value;
        return (value, schema) switch
        {
            (JsonObject given, ObjectSchema shape) => Fields(given, name => shape.Fields.TryGetValue(name, out var field) ? field.Schema : Schema.Any),
            (JsonObject given, MapSchema map) => Fields(given, _ => map.Values),
            (JsonArray given, ListSchema list) => new JsonArray([.. given.Select(item => Read(item, list.Items))]),
            _ => value?.DeepClone(),
        };
    }

    private static JsonObject Fields(JsonObject given, Func<string, Schema> schemaOf)
    {
        var read = new JsonObject();
        foreach (var (name, child) in given) read[name] = Read(child, schemaOf(name));
        return read;
    }

    private static JsonNode? ReadText(string text, Schema schema) => schema switch
    {
        IntegerSchema when long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) => number,
        NumberSchema when double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && double.IsFinite(number) => number,
        BooleanSchema when bool.TryParse(text, out var flag) => flag,
        ListSchema when text.AsSpan().TrimStart() is ['[', ..] => ReadJson(text),
        ObjectSchema or MapSchema when text.AsSpan().TrimStart() is ['{', ..] => ReadJson(text),
        _ => null,
    };

    private static JsonNode? ReadJson(string text)
    {
        try
        {
            return JsonNode.Parse(text);
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
