using System.Text.Json;
using System.Text.Json.Serialization;
using Runbooks.Engine.Expressions.Values;

namespace Runbooks.Engine.Argo;

/// <summary>Argo's <c>AnyString</c>: text, or a number or boolean that is taken as its text.</summary>
[JsonConverter(typeof(Converter))]
public sealed record AnyString(string Text)
{
    public override string ToString() => Text;

    private sealed class Converter : JsonConverter<AnyString>
    {
        public override AnyString Read(ref Utf8JsonReader reader, Type type, JsonSerializerOptions options) => new(reader.TokenType switch
        {
            JsonTokenType.String => reader.GetString()!,
            JsonTokenType.True => "true",
            JsonTokenType.False => "false",
            // As in Go: any number is a float64.
            JsonTokenType.Number => GoNumber.Plain(reader.GetDouble()),
            _ => throw new JsonException($"expected text, a number or a boolean, got {reader.TokenType}"),
        });

        public override void Write(Utf8JsonWriter writer, AnyString value, JsonSerializerOptions options) => writer.WriteStringValue(value.Text);
    }
}
