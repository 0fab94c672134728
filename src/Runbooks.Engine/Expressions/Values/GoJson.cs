using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Runbooks.Engine.Expressions.Functions.Sprig;
using Runbooks.Engine.Expressions.Times;

namespace Runbooks.Engine.Expressions.Values;

/// <summary>JSON as Go's encoding/json writes and reads it: keys in order, <c>&lt; &gt; &amp;</c> escaped, every number read as a float.</summary>
internal static class GoJson
{
    private static readonly JsonDocumentOptions Reading = new() { MaxDepth = 200 };

    /// <param name="indent">Two blanks a level for <c>toJSON</c>; empty for one line.</param>
    /// <exception cref="EvaluationException">JSON can't hold the value.</exception>
    public static string Write(object? value, string indent = "", bool escapeHtml = true)
    {
        var text = new StringBuilder();
        new Writer(text, indent, escapeHtml).Value(value, 0);
        return text.ToString();
    }

    /// <exception cref="EvaluationException">The text is no JSON.</exception>
    public static object? Read(string text)
    {
        try
        {
            // By way of bytes: half a surrogate pair is no text that a parser takes.
            using var document = JsonDocument.Parse(Encoding.UTF8.GetBytes(LoneSurrogates.Replace(text)), Reading);
            return Value(document.RootElement);
        }
        catch (Exception refused) when (refused is JsonException or InvalidOperationException)
        {
            throw new EvaluationException(text.Trim().Length == 0 ? "unexpected end of JSON input" : $"invalid JSON: {Reason(refused)}");
        }
    }

    /// <summary>A value of a document: whole numbers are integers here.</summary>
    public static object? From(JsonNode? node) => node switch
    {
        null => null,
        JsonObject map => new MapValue(map.Select(entry => KeyValuePair.Create(entry.Key, From(entry.Value)))),
        JsonArray list => list.Select(From).ToArray(),
        JsonValue value => Scalar(value),
        _ => node.ToJsonString(),
    };

    private static object? Scalar(JsonValue value) => value.GetValueKind() switch
    {
        JsonValueKind.True => true,
        JsonValueKind.False => false,
        JsonValueKind.String => value.GetValue<string>(),
        JsonValueKind.Number when long.TryParse(value.ToJsonString(), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) => number,
        JsonValueKind.Number => double.Parse(value.ToJsonString(), CultureInfo.InvariantCulture),
        _ => null,
    };

    private static object? Value(JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.Object => Map(element),
        JsonValueKind.Array => element.EnumerateArray().Select(Value).ToArray(),
        JsonValueKind.String => element.GetString(),
        JsonValueKind.Number => Number(element),
        JsonValueKind.True => true,
        JsonValueKind.False => false,
        _ => null,
    };

    private static double Number(JsonElement element)
    {
        var number = element.GetDouble();
        return double.IsFinite(number)
            ? number
            : throw new EvaluationException($"json: cannot unmarshal number {element.GetRawText()} into Go value of type float64");
    }

    private static MapValue Map(JsonElement element)
    {
        var map = new MapValue();
        foreach (var property in element.EnumerateObject()) map[property.Name] = Value(property.Value);
        return map;
    }

    private static string Reason(Exception refused) => refused is JsonException { LineNumber: { } line, BytePositionInLine: { } column }
        ? $"{refused.Message.Split(" LineNumber:")[0]} (line {line + 1}, byte {column + 1})"
        : refused.Message;

    private sealed class Writer(StringBuilder text, string indent, bool escapeHtml)
    {
        public void Value(object? value, int depth)
        {
            switch (value)
            {
                case null: text.Append("null"); break;
                case bool flag: text.Append(flag ? "true" : "false"); break;
                case long number: text.Append(CultureInfo.InvariantCulture, $"{number}"); break;
                case double number when !double.IsFinite(number): throw new EvaluationException($"json: unsupported value: {GoNumber.Text(number)}");
                case double number: text.Append(GoNumber.Json(number)); break;
                case string words: String(words); break;
                case byte[] bytes: String(Convert.ToBase64String(bytes)); break;
                case object?[] list when ReferenceEquals(list, NilList.Value): text.Append("null"); break;
                case object?[] list: List(list, GoEquality.Deeper(depth)); break;
                case IReadOnlyDictionary<string, object?> map: Map(map, GoEquality.Deeper(depth)); break;
                case GoTime { Date.Year: < 0 or > 9999 }: throw new EvaluationException("Time.MarshalJSON: year outside of range [0,9999]");
                case GoTime { Offset: <= -86_400 or >= 86_400 }:
                    throw new EvaluationException("Time.MarshalJSON: timezone hour outside of range [0,23]");
                case GoTime time: String(time.ToRfc3339()); break;
                case GoDuration duration: text.Append(CultureInfo.InvariantCulture, $"{duration.Nanoseconds}"); break;
                case NamedNumber named: text.Append(CultureInfo.InvariantCulture, $"{named.Value}"); break;
                case GoZone: text.Append("{}"); break;
                case SemanticVersion version: String(version.ToString()); break;
                default: throw new EvaluationException($"json: unsupported type: {GoType.Name(value)}");
            }
        }

        private void List(object?[] list, int depth)
        {
            text.Append('[');
            for (var i = 0; i < list.Length; i++)
            {
                Next(i, depth);
                Value(list[i], depth);
            }
            End(list.Length, depth, ']');
        }

        private void Map(IReadOnlyDictionary<string, object?> map, int depth)
        {
            text.Append('{');
            var count = 0;
            foreach (var (key, value) in map.OrderBy(entry => entry.Key, GoOrder.OfTexts))
            {
                Next(count++, depth);
                String(key);
                text.Append(indent.Length > 0 ? ": " : ":");
                Value(value, depth);
            }
            End(count, depth, '}');
        }

        private void Next(int index, int depth)
        {
            if (index > 0) text.Append(',');
            Line(depth);
        }

        private void End(int count, int depth, char bracket)
        {
            if (count > 0) Line(depth - 1);
            text.Append(bracket);
        }

        private void Line(int depth)
        {
            if (indent.Length == 0) return;
            text.Append('\n');
            for (var i = 0; i < depth; i++) text.Append(indent);
        }

        private void String(string words) => text.Append(Argo.GoJson.Quote(words, escapeHtml));
    }
}
