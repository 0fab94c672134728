using System.Text.Json;
using Runbooks.Cli.Terminals;

namespace Runbooks.Cli.Nodes;

/// <summary>A result that is a list, as a table: a row for each item, a column for each field; of an object, a row for each field.</summary>
internal static class ResultTable
{
    private const string Gap = "  ";
    private const int WidestCell = 60;

    /// <returns>Null if it is neither a list nor an object.</returns>
    public static List<Line>? Lines(string result, int width) => ResultText.Json(result) switch
    {
        { ValueKind: JsonValueKind.Array } list when list.GetArrayLength() > 0 => OfList([.. list.EnumerateArray()], width),
        { ValueKind: JsonValueKind.Object } map => Set([["FIELD", "VALUE"], .. map.EnumerateObject().Select(Row)], width),
        _ => null,
    };

    private static List<Line> OfList(List<JsonElement> items, int width)
    {
        if (items.TrueForAll(item => item.ValueKind == JsonValueKind.Array))
            return Set([.. items.Select(item => item.EnumerateArray().Select(Text).ToArray())], width);
        if (!items.TrueForAll(item => item.ValueKind == JsonValueKind.Object)) return Set([.. items.Select(item => new[] { Text(item) })], width);
        var fields = items.SelectMany(item => item.EnumerateObject().Select(field => field.Name)).Distinct().ToList();
        var header = fields.Select(field => Printable.Line(field).ToUpperInvariant()).ToArray();
        return Set([header, .. items.Select(item => Row(item, fields))], width);
    }

    private static string[] Row(JsonProperty field) => [Printable.Line(field.Name), Text(field.Value)];

    private static string[] Row(JsonElement item, List<string> fields) =>
        [.. fields.Select(field => item.TryGetProperty(field, out var value) ? Text(value) : "")];

    private static List<Line> Set(List<string[]> rows, int width)
    {
        var widest = width == int.MaxValue ? int.MaxValue : WidestCell;
        var columns = rows.Max(row => row.Length);
        var widths = Enumerable.Range(0, columns)
            .Select(i => Math.Min(widest, rows.Max(row => i < row.Length ? Printable.Width(row[i]) : 0))).ToArray();
        return [.. rows.Select(row => Line.Of(string.Join(Gap, row.Select((cell, i) => Cell(cell, widths[i]))).TrimEnd()).Fit(width))];
    }

    private static string Cell(string text, int width) => Printable.Pad(Printable.Fit(text, width), width);

    private static string Text(JsonElement value) => Printable.Line(value.ValueKind == JsonValueKind.Null ? "" : value.ToString());
}
