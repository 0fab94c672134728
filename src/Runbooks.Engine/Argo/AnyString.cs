using System.Buffers;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using Runbooks.Engine.Expressions.Values;

namespace Runbooks.Engine.Argo;

/// <summary>Argo's <c>AnyString</c>: text, or a number or boolean that is taken as its text. A number of more digits than a float64 holds keeps them; Argo rounds it.</summary>
[JsonConverter(typeof(Converter))]
public sealed record AnyString(string Text)
{
    /// <summary>What Argo makes of a value in a file of parameters: a list or map becomes JSON, keys in order.</summary>
    public static AnyString Of(JsonNode value) =>
        value is JsonValue ? value.Deserialize<AnyString>(ArgoJson.Options)! : new AnyString(GoJson.Normal(JsonSerializer.SerializeToElement(value)));

    public override string ToString() => Text;

    private sealed class Converter : JsonConverter<AnyString>
    {
        public override AnyString Read(ref Utf8JsonReader reader, Type type, JsonSerializerOptions options) => new(reader.TokenType switch
        {
            JsonTokenType.String => reader.GetString()!,
            JsonTokenType.True => "true",
            JsonTokenType.False => "false",
            JsonTokenType.Number => DecimalDigits.Print(Encoding.UTF8.GetString(reader.HasValueSequence ? reader.ValueSequence.ToArray() : reader.ValueSpan), GoNumber.Plain),
            _ => throw new JsonException($"expected text, a number or a boolean, got {reader.TokenType}"),
        });

        public override void Write(Utf8JsonWriter writer, AnyString value, JsonSerializerOptions options) => writer.WriteStringValue(value.Text);
    }
}
