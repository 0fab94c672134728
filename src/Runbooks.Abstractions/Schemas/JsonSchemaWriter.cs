using System.Globalization;
using System.Text.Json;

namespace Runbooks.Schemas;

/// <summary>Prints a <see cref="Schema"/> as JSON Schema (draft 7, which editors know best): each object once, under <c>definitions</c>.</summary>
public sealed class JsonSchemaWriter
{
    private const string TagName = "tag";

    private readonly Utf8JsonWriter _json;
    private readonly Dictionary<(ObjectSchema Shape, bool Tags), string> _names = [];
    private readonly HashSet<string> _taken = [TagName];
    private readonly Queue<(ObjectSchema Shape, bool Tags)> _open = new();

    private JsonSchemaWriter(Utf8JsonWriter json) => _json = json;

    /// <param name="title">What documents of the schema are called.</param>
    public static void Write(Schema root, string title, Utf8JsonWriter json)
    {
        var writer = new JsonSchemaWriter(json);
        json.WriteStartObject();
        json.WriteString("$schema", "http://json-schema.org/draft-07/schema#");
        json.WriteString("title", title);
        writer.Body(root, tags: false);
        json.WriteStartObject("definitions");
        writer.Tag();
        while (writer._open.TryDequeue(out var next)) writer.Definition(next.Shape, next.Tags);
        json.WriteEndObject();
        json.WriteEndObject();
    }

    private void Tag()
    {
        _json.WriteStartObject(TagName);
        _json.WriteString("description", "A text with a tag: its value is known when the step starts.");
        _json.WriteString("type", "string");
        _json.WriteString("pattern", @"\{\{");
        _json.WriteEndObject();
    }

    private void Definition(ObjectSchema shape, bool tags)
    {
        _json.WriteStartObject(_names[(shape, tags)]);
        if (shape.Description is { } description) _json.WriteString("description", description);
        _json.WriteString("type", "object");
        Properties(shape.Fields.Values, tags);
        var required = shape.Fields.Values.Where(field => field.Required).ToList();
        if (required.Count > 0) Texts("required", required.Select(field => field.Name));
        _json.WriteBoolean("additionalProperties", false);
        Variants([.. shape.Variants()], tags);
        _json.WriteEndObject();
    }

    private void Properties(IEnumerable<Field> fields, bool tags)
    {
        _json.WriteStartObject("properties");
        foreach (var field in fields.Where(field => field.Unsupported is null)) Property(field, tags);
        _json.WriteEndObject();
    }

    private void Property(Field field, bool tags)
    {
        _json.WriteStartObject(field.Name);
        if ((field.Description ?? field.Schema.Description) is { } description) _json.WriteString("description", description);
        if (field.IsSetByServer) _json.WriteBoolean("readOnly", true);
        if (field.Default is { } value) Default(field.Schema, value);
        // Beside a reference, draft 7 passes over everything else.
        if (field.Schema is ObjectSchema && !(tags || field.Schema.TagsAnywhere))
        {
            _json.WriteStartArray("allOf");
            Value(field.Schema, tags);
            _json.WriteEndArray();
        }
        else Body(field.Schema, tags);
        _json.WriteEndObject();
    }

    private void Default(Schema schema, string value)
    {
        _json.WritePropertyName("default");
        if (schema is BooleanSchema or IntegerSchema or NumberSchema) _json.WriteRawValue(value);
        else _json.WriteStringValue(value);
    }

    private void Variants(IReadOnlyList<Variant> variants, bool tags)
    {
        if (variants.Count == 0) return;
        _json.WriteStartArray("allOf");
        foreach (var variant in variants)
        {
            _json.WriteStartObject();
            If(variant);
            _json.WriteStartObject("then");
            Properties(variant.Fields, tags);
            Variants(variant.Variants, tags);
            _json.WriteEndObject();
            _json.WriteEndObject();
        }
        _json.WriteEndArray();
    }

    private void If(Variant variant)
    {
        _json.WriteStartObject("if");
        _json.WriteStartObject("properties");
        _json.WriteStartObject(variant.Field);
        _json.WriteString("const", variant.Value);
        _json.WriteEndObject();
        _json.WriteEndObject();
        Texts("required", [variant.Field]);
        _json.WriteEndObject();
    }

    private void Value(Schema schema, bool tags)
    {
        _json.WriteStartObject();
        Body(schema, tags);
        _json.WriteEndObject();
    }

    /// <summary>The keywords of a value, within an object that is open already.</summary>
    private void Body(Schema schema, bool tags)
    {
        tags |= schema.TagsAnywhere;
        if (!MayBeTag(schema, tags))
        {
            Keywords(schema, tags);
            return;
        }
        _json.WriteStartArray("anyOf");
        _json.WriteStartObject();
        Keywords(schema, tags);
        _json.WriteEndObject();
        _json.WriteStartObject();
        _json.WriteString("$ref", $"#/definitions/{TagName}");
        _json.WriteEndObject();
        _json.WriteEndArray();
    }

    /// <summary>A tag may stand there, and the schema's own keywords would not let it.</summary>
    private static bool MayBeTag(Schema schema, bool tags) => schema switch
    {
        AnySchema or ScalarSchema or OneOfSchema => false,
        StringSchema text => text is { Values: not null, Open: false } || text.Format is not null,
        _ => tags,
    };

    private void Keywords(Schema schema, bool tags)
    {
        switch (schema)
        {
            case AnySchema: break;
            case ObjectSchema shape: _json.WriteString("$ref", $"#/definitions/{NameOf(shape, tags)}"); break;
            case MapSchema map: Type("object"); Under("additionalProperties", map.Values, tags); break;
            case ListSchema list: Type("array"); Under("items", list.Items, tags); break;
            case OneOfSchema oneOf: OneOf(oneOf, tags); break;
            case StringSchema text: Text(text); break;
            case IntegerSchema range: Type("integer"); Range(range); break;
            case NumberSchema: Type("number"); break;
            case BooleanSchema: Type("boolean"); break;
            case ScalarSchema: Texts("type", ["string", "number", "boolean"]); break;
            default: throw new InvalidOperationException($"no JSON Schema for {schema.GetType().Name}");
        }
    }

    private void Type(string type) => _json.WriteString("type", type);

    private void Under(string keyword, Schema schema, bool tags)
    {
        _json.WritePropertyName(keyword);
        Value(schema, tags);
    }

    private void OneOf(OneOfSchema oneOf, bool tags)
    {
        _json.WriteStartArray("anyOf");
        foreach (var choice in oneOf.Choices) Value(choice, tags);
        _json.WriteEndArray();
    }

    private void Text(StringSchema text)
    {
        if (text.Values is null) Type("string");
        if (text.Format is { } format) _json.WriteString("format", format);
        if (text.Values is not { } values) return;
        if (text.MayBeEmpty) values = [.. values, ""];
        if (!text.Open)
        {
            Texts("enum", values);
            return;
        }
        _json.WriteStartArray("anyOf");
        _json.WriteStartObject();
        Texts("enum", values);
        _json.WriteEndObject();
        _json.WriteStartObject();
        Type("string");
        _json.WriteEndObject();
        _json.WriteEndArray();
    }

    private void Range(IntegerSchema range)
    {
        if (range.Minimum != long.MinValue) _json.WriteNumber("minimum", range.Minimum);
        if (range.Maximum != long.MaxValue) _json.WriteNumber("maximum", range.Maximum);
    }

    private void Texts(string keyword, IEnumerable<string> texts)
    {
        _json.WriteStartArray(keyword);
        foreach (var text in texts) _json.WriteStringValue(text);
        _json.WriteEndArray();
    }

    /// <summary>The shape's name; where several share one, the later ones get a number.</summary>
    private string NameOf(ObjectSchema shape, bool tags)
    {
        if (_names.TryGetValue((shape, tags), out var known)) return known;
        var name = shape.Name;
        for (var i = 2; !_taken.Add(name); i++) name = string.Create(CultureInfo.InvariantCulture, $"{shape.Name}-{i}");
        _names.Add((shape, tags), name);
        _open.Enqueue((shape, tags));
        return name;
    }
}
