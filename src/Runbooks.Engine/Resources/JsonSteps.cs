using System.Text.Json;
using System.Text.Json.Nodes;

namespace Runbooks.Engine.Resources;

/// <summary>The steps that paths through JSON are made of. What isn't there gives nothing.</summary>
internal static class JsonSteps
{
    public static IEnumerable<JsonNode?> Field(JsonNode? value, string name) =>
        value is JsonObject map && map.TryGetPropertyValue(name, out var found) ? [found] : [];

    public static IEnumerable<JsonNode?> Items(JsonNode? value) => value switch
    {
        JsonArray list => list,
        JsonObject map => map.Select(field => field.Value),
        _ => [],
    };

    /// <param name="index">Negative counts from the end.</param>
    public static IEnumerable<JsonNode?> Item(JsonNode? value, int index) =>
        value is JsonArray list && (index < 0 ? index + list.Count : index) is var at && at >= 0 && at < list.Count ? [list[at]] : [];

    public static IEnumerable<JsonNode?> Slice(JsonNode? value, int? from, int? to, int pace)
    {
        if (value is not JsonArray list) yield break;
        var end = Math.Min(Place(to ?? list.Count, list.Count), list.Count);
        for (var i = Math.Max(Place(from ?? 0, list.Count), 0); i < end; i += pace) yield return list[i];
    }

    /// <summary>The value, and all that is in it.</summary>
    public static IEnumerable<JsonNode?> Everything(JsonNode? value) => Items(value).SelectMany(Everything).Prepend(value);

    /// <param name="sign"><c>==</c>, <c>!=</c>, <c>&lt;</c>, <c>&lt;=</c>, <c>&gt;</c> or <c>&gt;=</c>.</param>
    public static bool Compare(IEnumerable<JsonNode?> left, string sign, IEnumerable<JsonNode?> right) =>
        left.Take(1).ToList() is [var one] && right.Take(1).ToList() is [var other] && Compare(one, sign, other);

    public static bool Compare(JsonNode? left, string sign, JsonNode? right) => sign switch
    {
        "==" => JsonNode.DeepEquals(left, right),
        "!=" => !JsonNode.DeepEquals(left, right),
        _ => Order(left, right) is { } order && sign switch { "<" => order < 0, "<=" => order <= 0, ">" => order > 0, _ => order >= 0 },
    };

    /// <summary>Null: they have no order.</summary>
    private static int? Order(JsonNode? left, JsonNode? right) => (left?.GetValueKind(), right?.GetValueKind()) switch
    {
        (JsonValueKind.Number, JsonValueKind.Number) => Number(left!).CompareTo(Number(right!)),
        (JsonValueKind.String, JsonValueKind.String) => string.CompareOrdinal(left!.GetValue<string>(), right!.GetValue<string>()),
        _ => null,
    };

    public static double Number(JsonNode number) => JsonSerializer.SerializeToElement(number).GetDouble();

    private static int Place(int at, int count) => at < 0 ? at + count : at;
}
