using System.Text.Json;
using System.Text.Json.Nodes;

namespace Runbooks.Waiting;

/// <summary>
/// <c>equals: stopped</c> or <c>in: [stopped, terminated]</c>, held against what a query found.
/// A list found must satisfy it with every element, an empty list only where <c>allowEmpty</c> says so;
/// but <c>equals</c> with a list compares list with list.
/// Numbers and booleans equal their text: parameters of a run are always text.
/// </summary>
public sealed record Condition
{
    private readonly IReadOnlyList<JsonNode?> _accepted;
    private readonly bool _wholeLists;
    private readonly bool _allowEmpty;

    private Condition(IReadOnlyList<JsonNode?> accepted, bool wholeLists, bool allowEmpty) =>
        (_accepted, _wholeLists, _allowEmpty) = (accepted, wholeLists, allowEmpty);

    public static Condition EqualTo(JsonNode? value, bool allowEmpty = false) => new([value], value is JsonArray, allowEmpty);

    public static Condition In(IEnumerable<JsonNode?> values, bool allowEmpty = false) => new([.. values], false, allowEmpty);

    public bool IsSatisfiedBy(JsonNode? found) =>
        found is JsonArray list && !_wholeLists
            ? (list.Count > 0 || _allowEmpty) && list.All(Accepts)
            : Accepts(found);

    /// <summary>How far it is: <c>3 of 5 are stopped</c>, <c>is pending, not running</c>.</summary>
    public string Describe(JsonNode? found) => found switch
    {
        JsonArray { Count: 0 } when !_wholeLists => "nothing found",
        JsonArray list when !_wholeLists => $"{list.Count(Accepts)} of {list.Count} are {this}",
        _ when Accepts(found) => $"is {this}",
        _ => $"is {Show(found)}, not {this}",
    };

    /// <summary>What was found where it was said what should be: <c>it is 2</c>, <c>3 of 5 are stopped</c>.</summary>
    public string Instead(JsonNode? found) => found is JsonArray && !_wholeLists ? Describe(found) : $"it is {Show(found)}";

    public override string ToString() => string.Join(" or ", _accepted.Select(Show));

    private bool Accepts(JsonNode? found) => _accepted.Any(accepted => Same(accepted, found));

    private static bool Same(JsonNode? a, JsonNode? b) => (a, b) switch
    {
        (JsonValue x, JsonValue y) => string.Equals(Show(x), Show(y), StringComparison.Ordinal),
        (JsonArray x, JsonArray y) => x.Count == y.Count && x.Zip(y).All(pair => Same(pair.First, pair.Second)),
        (JsonObject x, JsonObject y) => x.Count == y.Count && x.All(field => y.ContainsKey(field.Key) && Same(field.Value, y[field.Key])),
        _ => a is null && b is null,
    };

    private static string Show(JsonNode? value)
    {
        var text = value switch
        {
            null => "null",
            JsonValue scalar when scalar.GetValueKind() == JsonValueKind.String => scalar.GetValue<string>(),
            _ => value.ToJsonString(),
        };
        return value is JsonValue || text.Length <= 80 ? text : text[..80] + "…";
    }
}
