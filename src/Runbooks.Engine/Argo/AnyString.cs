using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;

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
            JsonTokenType.Number => Number(ref reader),
            _ => throw new JsonException($"expected text, a number or a boolean, got {reader.TokenType}"),
        });

        // As Go does it: any number is a float64, printed in full, without an exponent.
        private static string Number(ref Utf8JsonReader reader)
        {
            var shortest = reader.GetDouble().ToString("R", CultureInfo.InvariantCulture);
            return decimal.TryParse(shortest, NumberStyles.Float, CultureInfo.InvariantCulture, out var number)
                ? number.ToString("0.#############################", CultureInfo.InvariantCulture)
                : shortest;
        }

        public override void Write(Utf8JsonWriter writer, AnyString value, JsonSerializerOptions options) => writer.WriteStringValue(value.Text);
    }
}
