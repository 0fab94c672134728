using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Runbooks.Engine.Argo;
using Runbooks.Schemas;

namespace Runbooks.Engine.Resources;

/// <summary>The functions and operators of jq that <see cref="JqFilter"/> knows.</summary>
internal static class JqFunctions
{
    private static readonly Dictionary<string, Func<JsonNode?, JsonNode?>> Plain = new(StringComparer.Ordinal)
    {
        ["length"] = Length,
        ["keys"] = value => value is JsonArray list ? List(list.Select((_, i) => (JsonNode?)i)) : List(Map(value).Select(field => field.Key).Order(StringComparer.Ordinal).Select(key => (JsonNode?)key)),
        ["to_entries"] = value => List(Map(value).Select(field => (JsonNode?)new JsonObject { ["key"] = field.Key, ["value"] = field.Value?.DeepClone() })),
        ["from_entries"] = value => new JsonObject(Items(value).Select(entry => KeyValuePair.Create(entry!["key"]!.ToString(), entry["value"]?.DeepClone()))),
        ["tostring"] = value => value is JsonValue text && text.GetValueKind() == JsonValueKind.String ? value : Json(value),
        ["tojson"] = value => Json(value),
        ["fromjson"] = value => Read(Text(value)),
        ["tonumber"] = value => Kind(value) == JsonValueKind.Number ? value : decimal.TryParse(Text(value), NumberStyles.Float, CultureInfo.InvariantCulture, out var number) ? number : throw Misfit(value, "no number"),
        ["type"] = value => Kind(value) switch { JsonValueKind.True or JsonValueKind.False => "boolean", var kind => kind.ToString().ToLowerInvariant() },
        ["not"] = value => !IsTrue(value),
        ["add"] = value => Items(value).Aggregate((JsonNode?)null, (sum, item) => Calculate(sum, "+", item)),
        ["first"] = value => Items(value).FirstOrDefault(),
        ["last"] = value => Items(value).LastOrDefault(),
        ["any"] = value => Items(value).Any(IsTrue),
        ["all"] = value => Items(value).All(IsTrue),
        ["sort"] = value => List(Items(value).OrderBy(item => item, Order)),
        ["unique"] = value => List(Items(value).OrderBy(item => item, Order).DistinctBy(item => Json(item).ToString())),
        ["reverse"] = value => List(Items(value).Reverse()),
        ["min"] = value => Items(value).Order(Order).FirstOrDefault(),
        ["max"] = value => Items(value).Order(Order).LastOrDefault(),
        ["ascii_downcase"] = value => Text(value).ToLowerInvariant(),
        ["ascii_upcase"] = value => Text(value).ToUpperInvariant(),
        ["floor"] = value => (decimal)Math.Floor(Number(value)),
        ["@base64"] = value => Convert.ToBase64String(Encoding.UTF8.GetBytes(Text(value))),
        ["@base64d"] = value => Encoding.UTF8.GetString(Convert.FromBase64String(Text(value))),
        ["@json"] = value => Json(value),
        ["@text"] = value => value is JsonValue text && text.GetValueKind() == JsonValueKind.String ? value : Json(value),
        ["true"] = _ => true,
        ["false"] = _ => false,
        ["null"] = _ => null,
    };

    private static readonly string[] WithArgument = ["select", "map", "has", "join", "split", "startswith", "endswith", "contains", "ltrimstr", "rtrimstr", "sort_by", "any", "all"];

    private static readonly Comparer<JsonNode?> Order = Comparer<JsonNode?>.Create((one, other) =>
        JsonSteps.Compare(one, "<", other) ? -1 : JsonSteps.Compare(one, ">", other) ? 1 : 0);

    /// <exception cref="FormatException">It isn't known here.</exception>
    public static JsonFilter Find(string name, IReadOnlyList<JsonFilter> arguments)
    {
        if (arguments.Count == 0 && name == "empty") return _ => [];
        if (arguments.Count == 0 && Plain.TryGetValue(name, out var plain)) return value => [plain(value)];
        if (arguments is [var argument] && WithArgument.Contains(name)) return value => Apply(name, value, argument);
        var known = Plain.Keys.Concat(WithArgument).ToList();
        throw new FormatException($"jq's '{name}' with {arguments.Count} arguments is not known here{DidYouMean.Hint(name, known)}; there are: {string.Join(", ", known.Distinct())}");
    }

    public static bool IsTrue(JsonNode? value) => Kind(value) is not (JsonValueKind.Null or JsonValueKind.False);

    public static JsonNode? Truth(JsonNode? value) => IsTrue(value);

    public static JsonArray List(IEnumerable<JsonNode?> items) => new([.. items.Select(item => item?.DeepClone())]);

    /// <summary><c>.[]</c></summary>
    public static IEnumerable<JsonNode?> Iterate(JsonNode? value) => value is JsonArray or JsonObject ? JsonSteps.Items(value) : throw Misfit(value, "nothing to go through");

    /// <summary><c>.[INDEX]</c>: what isn't there is null.</summary>
    public static IEnumerable<JsonNode?> At(JsonNode? value, JsonNode? index) => (Kind(value), Kind(index)) switch
    {
        (JsonValueKind.Null, _) => [null],
        (JsonValueKind.Object, JsonValueKind.String) => [value![Text(index)]],
        (JsonValueKind.Array, JsonValueKind.Number) => [JsonSteps.Item(value, (int)Number(index)).FirstOrDefault()],
        _ => throw Misfit(value, $"no {Json(index)}"),
    };

    public static JsonNode? Slice(JsonNode? value, JsonNode? from, JsonNode? to)
    {
        if (Kind(value) == JsonValueKind.String) value = List(Text(value).Select(c => (JsonNode?)c.ToString()));
        else if (value is null) return null;
        else return List(JsonSteps.Slice(value, Place(from), Place(to), 1));
        return string.Concat(JsonSteps.Slice(value, Place(from), Place(to), 1));
    }

    /// <exception cref="FormatException">The values don't go together.</exception>
    public static JsonNode? Calculate(JsonNode? left, string sign, JsonNode? right) => (Kind(left), sign, Kind(right)) switch
    {
        (JsonValueKind.Null, "+", _) => right,
        (_, "+", JsonValueKind.Null) => left,
        (JsonValueKind.Number, _, JsonValueKind.Number) => Number(left, sign, right),
        (JsonValueKind.String, "+", JsonValueKind.String) => Text(left) + Text(right),
        (JsonValueKind.Array, "+", JsonValueKind.Array) => List(Items(left).Concat(Items(right))),
        (JsonValueKind.Array, "-", JsonValueKind.Array) => List(Items(left).Where(item => !Items(right).Any(other => JsonNode.DeepEquals(item, other)))),
        (JsonValueKind.Object, "+", JsonValueKind.Object) => new JsonObject(Map(left).Concat(Map(right)).GroupBy(field => field.Key).Select(same => KeyValuePair.Create(same.Key, same.Last().Value?.DeepClone()))),
        _ => throw new FormatException($"{Short(left)} {sign} {Short(right)}: they don't go together"),
    };

    private static IEnumerable<JsonNode?> Apply(string name, JsonNode? value, JsonFilter argument) => name switch
    {
        "select" => argument(value).Where(IsTrue).Select(_ => value),
        "map" => [List(Items(value).SelectMany(item => argument(item)))],
        "any" => [Items(value).Any(item => argument(item).Any(IsTrue))],
        "all" => [Items(value).All(item => argument(item).All(IsTrue))],
        "sort_by" => [List(Items(value).OrderBy(item => argument(item).FirstOrDefault(), Order))],
        _ => argument(value).Select(each => Apply(name, value, each)),
    };

    private static JsonNode? Apply(string name, JsonNode? value, JsonNode? argument) => name switch
    {
        "has" => value is JsonArray list ? Number(argument) < list.Count : ((JsonObject?)value)?.ContainsKey(Text(argument)) == true,
        "join" => string.Join(Text(argument), Items(value).Select(item => item is null ? "" : Kind(item) == JsonValueKind.String ? Text(item) : Json(item).ToString())),
        "split" => List(Text(value).Split(Text(argument)).Select(part => (JsonNode?)part)),
        "startswith" => Text(value).StartsWith(Text(argument), StringComparison.Ordinal),
        "endswith" => Text(value).EndsWith(Text(argument), StringComparison.Ordinal),
        "contains" => Contains(value, argument),
        "ltrimstr" => Text(value) is var text && text.StartsWith(Text(argument), StringComparison.Ordinal) ? text[Text(argument).Length..] : Text(value),
        "rtrimstr" => Text(value) is var text && text.EndsWith(Text(argument), StringComparison.Ordinal) ? text[..^Text(argument).Length] : Text(value),
        _ => throw new InvalidOperationException(name),
    };

    private static bool Contains(JsonNode? value, JsonNode? part) => (value, part) switch
    {
        (JsonObject map, JsonObject fields) => fields.All(field => map.ContainsKey(field.Key) && Contains(map[field.Key], field.Value)),
        (JsonArray list, JsonArray items) => items.All(item => list.Any(each => Contains(each, item))),
        _ when Kind(value) == JsonValueKind.String && Kind(part) == JsonValueKind.String => Text(value).Contains(Text(part), StringComparison.Ordinal),
        _ => JsonNode.DeepEquals(value, part),
    };

    private static JsonNode Length(JsonNode? value) => value switch
    {
        null => 0,
        JsonArray list => list.Count,
        JsonObject map => map.Count,
        _ when Kind(value) == JsonValueKind.String => new StringInfo(Text(value)).LengthInTextElements,
        _ when Kind(value) == JsonValueKind.Number => (decimal)Math.Abs(Number(value)),
        _ => throw Misfit(value, "no length"),
    };

    private static JsonValue Number(JsonNode? left, string sign, JsonNode? right)
    {
        var (one, other) = (Number(left), Number(right));
        if (sign is "/" or "%" && other == 0) throw new FormatException("division by zero");
        var result = sign switch { "+" => one + other, "-" => one - other, "*" => one * other, "/" => one / other, _ => Math.Truncate(one) % Math.Truncate(other) };
        return JsonValue.Create(result);
    }

    private static double Number(JsonNode? value) => Kind(value) == JsonValueKind.Number ? JsonSteps.Number(value!) : throw Misfit(value, "no number");

    private static string Text(JsonNode? value) => Kind(value) == JsonValueKind.String ? value!.GetValue<string>() : throw Misfit(value, "no text");

    private static IEnumerable<JsonNode?> Items(JsonNode? value) => value is JsonArray or JsonObject ? JsonSteps.Items(value) : throw Misfit(value, "no list");

    private static JsonObject Map(JsonNode? value) => value as JsonObject ?? throw Misfit(value, "no keys");

    private static JsonNode? Read(string json)
    {
        try
        {
            return JsonNode.Parse(json);
        }
        catch (JsonException)
        {
            throw new FormatException($"fromjson: '{(json.Length > 60 ? json[..60] + "…" : json)}' is no JSON");
        }
    }

    private static int? Place(JsonNode? at) => at is null ? null : (int)Number(at);

    private static JsonNode Json(JsonNode? value) => value is null ? "null" : GoJson.Normal(JsonSerializer.SerializeToElement(value));

    private static JsonValueKind Kind(JsonNode? value) => value?.GetValueKind() ?? JsonValueKind.Null;

    private static FormatException Misfit(JsonNode? value, string what) => new($"{Short(value)} has {what}");

    private static string Short(JsonNode? value) => Json(value).ToString() is { Length: > 60 } text ? text[..60] + "…" : Json(value).ToString();
}
