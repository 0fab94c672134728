using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.Json;
using Runbooks.Engine.Expressions.Values;

namespace Runbooks.Engine.Argo;

/// <summary>
/// JSON as Go's encoding/json prints it, byte for byte: no blanks, <c>&lt;</c>, <c>&gt;</c> and <c>&amp;</c> as escapes. What a runbook's
/// author sees in <c>{{item}}</c> and in gathered outputs is compared, hashed and cut up by other programs.
/// </summary>
internal static class GoJson
{
    /// <summary>A text that has to be escaped somewhere, even if only by Go.</summary>
    private static readonly SearchValues<char> Special = SearchValues.Create("\"\\<>&\u2028\u2029" + string.Concat(Enumerable.Range(0, 0x20).Select(c => (char)c)));

    /// <summary>A text as a JSON string, with its quotes.</summary>
    /// <param name="escapeHtml">What means something in HTML is escaped, too, as Go does unless it is told not to.</param>
    public static string Quote(string text, bool escapeHtml = true)
    {
        if (!text.AsSpan().ContainsAny(Special)) return $"\"{text}\"";
        var quoted = new StringBuilder("\"", text.Length + 16);
        foreach (var c in text) Append(quoted, c, escapeHtml);
        return quoted.Append('"').ToString();
    }

    public static string List(IEnumerable<string> jsons) => $"[{string.Join(',', jsons)}]";

    /// <summary>Fields in the order given; values are JSON.</summary>
    public static string Object(IEnumerable<KeyValuePair<string, string>> fields) => $"{{{string.Join(',', fields.Select(field => $"{Quote(field.Key)}:{field.Value}"))}}}";

    public static string TextMap(IEnumerable<KeyValuePair<string, string>> texts) =>
        Object(texts.OrderBy(text => text.Key, StringComparer.Ordinal).Select(text => KeyValuePair.Create(text.Key, Quote(text.Value))));

    /// <summary>JSON as it was written, keys and numbers untouched, without the blanks (Go's RawMessage).</summary>
    /// <param name="json">A valid JSON text.</param>
    public static string Compact(string json)
    {
        var compact = new StringBuilder(json.Length);
        var inText = false;
        for (var i = 0; i < json.Length; i++)
        {
            var c = json[i];
            if (!inText && c is ' ' or '\n' or '\r' or '\t') continue;
            if (c == '"') inText = !inText;
            if (c == '\\') compact.Append(c).Append(json[++i]);
            else if (c is '<' or '>' or '&' or '\u2028' or '\u2029') Escape(compact, c);
            else compact.Append(c);
        }
        return compact.ToString();
    }

    /// <summary>
    /// JSON that has been read into Go's own types and is written again: keys sorted, of several equal ones the last, numbers as float64. What a float64 would
    /// round keeps its digits: account and build numbers pass here.
    /// </summary>
    public static string Normal(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Object => Object(LastOfEach(value).Select(field => KeyValuePair.Create(field.Key, Normal(field.Value)))),
        JsonValueKind.Array => List(value.EnumerateArray().Select(Normal)),
        JsonValueKind.String => Quote(value.GetString()!),
        JsonValueKind.Number => DecimalDigits.Print(value.GetRawText(), GoNumber.Json),
        _ => value.GetRawText(),
    };

    /// <summary>The fields of a map by key; of several with the same key the last.</summary>
    public static IEnumerable<KeyValuePair<string, JsonElement>> LastOfEach(JsonElement map) => map.EnumerateObject()
        .GroupBy(field => field.Name, (name, same) => KeyValuePair.Create(name, same.Last().Value), StringComparer.Ordinal)
        .OrderBy(field => field.Key, StringComparer.Ordinal);

    private static void Append(StringBuilder quoted, char c, bool escapeHtml)
    {
        switch (c)
        {
            case '"' or '\\': quoted.Append('\\').Append(c); break;
            case '\n': quoted.Append("\\n"); break;
            case '\r': quoted.Append("\\r"); break;
            case '\t': quoted.Append("\\t"); break;
            case '\b': quoted.Append("\\b"); break;
            case '\f': quoted.Append("\\f"); break;
            case '<' or '>' or '&' when escapeHtml:
            case < ' ' or '\u2028' or '\u2029': Escape(quoted, c); break;
            default: quoted.Append(c); break;
        }
    }

    private static void Escape(StringBuilder json, char c) => json.Append("\\u").Append(((int)c).ToString("x4", CultureInfo.InvariantCulture));
}
