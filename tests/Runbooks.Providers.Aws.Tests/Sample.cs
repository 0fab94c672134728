using System.Text.Json.Nodes;
using System.Xml.Linq;
using Amazon.Runtime;
using Runbooks.Providers.Aws.Answers;
using Runbooks.Providers.Aws.Operations;
using Runbooks.Schemas;

namespace Runbooks.Providers.Aws.Tests;

/// <summary>Requests and answers with every field filled.</summary>
internal static class Sample
{
    public static JsonObject Request(ObjectSchema schema) => Object(schema, [])!;

    /// <summary>An answer on the wire, and what it should become.</summary>
    public static (string Xml, JsonObject Output) Answer(Operation operation)
    {
        var shape = operation.Answer.Whole is { } whole ? AnswerShape.Of(whole) : operation.Answer;
        var (elements, output) = Structure(shape, []);
        // The token of a next page would lead to another one, for ever.
        output.Remove(Paging.TokenName);
        var root = new XElement(operation.Name + "Response", elements.Where(element => element.Name != "nextToken"));
        return (root.ToString(), output);
    }

    /// <summary>How many values there are to send.</summary>
    public static int Leaves(JsonNode? value) => value switch
    {
        JsonObject fields => fields.Sum(field => Leaves(field.Value)),
        JsonArray items => items.Sum(Leaves),
        _ => 1,
    };

    private static JsonObject? Object(ObjectSchema schema, List<ObjectSchema> within)
    {
        if (within.Contains(schema)) return null;
        var sample = new JsonObject();
        foreach (var field in schema.Fields.Values.Where(field => field.Unsupported is null))
            if (Value(field.Schema, [.. within, schema]) is { } value)
                sample[field.Name] = value;
        return sample;
    }

    private static JsonNode? Value(Schema schema, List<ObjectSchema> within) => schema switch
    {
        ObjectSchema nested => Object(nested, within),
        ListSchema list => Value(list.Items, within) is { } item ? new JsonArray(item) : null,
        StringSchema { Format: "date-time" } => "2024-01-01T00:00:00Z",
        StringSchema { Format: "byte" } => "AAAA",
        StringSchema { Values: [var first, ..] } => first,
        StringSchema => "x",
        IntegerSchema or NumberSchema => 1,
        BooleanSchema => false,
        _ => throw new InvalidOperationException($"no sample of {schema}"),
    };

    private static (List<XElement> Elements, JsonObject Output) Structure(AnswerShape shape, List<AnswerShape> within)
    {
        var elements = new List<XElement>();
        var output = new JsonObject();
        if (within.Contains(shape)) return (elements, output);
        foreach (var (element, field) in shape.Fields)
        {
            var isList = field.Type.IsGenericType && field.Type.GetGenericTypeDefinition() == typeof(List<>);
            var (content, value) = Inner(isList ? field.Type.GenericTypeArguments[0] : field.Type, field.Inner, [.. within, shape]);
            elements.Add(new XElement(element, isList ? new XElement("item", content) : content));
            output[field.Name] = isList ? new JsonArray(value) : value;
        }
        return (elements, output);
    }

    private static (object Content, JsonNode Value) Inner(Type type, string? inner, List<AnswerShape> within)
    {
        var (content, value) = Leaf(type, within);
        return inner is null ? (content, value) : (new XElement(inner, content), new JsonObject { [inner] = value });
    }

    private static (object Content, JsonNode Value) Leaf(Type type, List<AnswerShape> within) => (Nullable.GetUnderlyingType(type) ?? type) switch
    {
        var text when text == typeof(string) || text.IsSubclassOf(typeof(ConstantClass)) => ("x", "x"),
        var flag when flag == typeof(bool) => ("true", true),
        var whole when whole == typeof(int) || whole == typeof(long) => ("7", 7L),
        var number when number == typeof(double) || number == typeof(float) => ("0.5", 0.5),
        var time when time == typeof(DateTime) => ("2024-01-01T00:00:00.000Z", "2024-01-01T00:00:00+00:00"),
        var bytes when bytes == typeof(MemoryStream) => ("AAAA", "AAAA"),
        var shape => Structure(AnswerShape.Of(shape), within),
    };
}
