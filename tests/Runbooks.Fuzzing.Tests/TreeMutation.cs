using System.Text.Json;
using System.Text.Json.Nodes;

namespace Runbooks.Fuzzing.Tests;

/// <summary>Changes to a document's values that leave it a document.</summary>
internal static class TreeMutation
{
    private static readonly JsonSerializerOptions Deep = new() { MaxDepth = 1000 };

    private static readonly Action<JsonNode, Place, Corpus, Random>[] Rough =
    [
        (_, place, _, _) => place.Delete(),
        (_, place, _, random) => Duplicate(place, random),
        (tree, place, _, random) => Swap(place, random.Pick([.. Place.In(tree)])),
        (_, place, _, random) => place.Put(Retyped(place.Value, random)),
        (_, place, _, random) => place.Put(OddValues.Any(random)),
        (_, place, _, random) => place.Put(Wrapped(place.Value?.DeepClone(), random)),
        (_, place, _, random) => place.Put(OddValues.Huge(place.Value, random)),
        (_, place, _, random) => Rename(place, random.Pick(OddValues.Keys)),
        (_, place, corpus, random) => Rename(place, random.Pick(corpus.Keys)),
        (_, place, corpus, random) => Add(place, corpus, random),
        (_, place, _, random) => Text(place, random),
    ];

    /// <summary>These change what is meant rather than the shape, so that lint is passed more often.</summary>
    private static readonly Action<JsonNode, Place, Corpus, Random>[] Gentle =
    [
        (_, place, corpus, random) => place.Put(corpus.ValueOf(place.Key ?? random.Pick(corpus.Keys), random)),
        (_, place, corpus, random) => Transplant(place, corpus, random),
        (_, place, corpus, random) => Transplant(place, corpus, random),
        (_, place, _, _) => place.Delete(),
        (tree, place, _, random) => Alike(tree, place, random),
    ];

    public static void Mutate(JsonNode tree, Corpus corpus, bool gentle, Random random)
    {
        var places = Place.In(tree).ToList();
        if (places.Count > 0) random.Pick(gentle ? Gentle : Rough)(tree, random.Pick(places), corpus, random);
    }

    private static void Transplant(Place place, Corpus corpus, Random random)
    {
        if (place.Map is not { } map) return;
        var (key, value) = corpus.FieldOf(place.Kind, random);
        map[key] = value;
    }

    private static void Duplicate(Place place, Random random)
    {
        var copy = place.Value?.DeepClone();
        if (place.Parent is JsonArray list) list.Insert(random.Next(list.Count + 1), copy);
        else ((JsonObject)place.Parent)[random.Pick([.. ((JsonObject)place.Parent).Select(field => field.Key)])] = copy;
    }

    private static void Swap(Place one, Place other)
    {
        var (first, second) = (one.Value?.DeepClone(), other.Value?.DeepClone());
        one.Put(second);
        // One may stand in the other.
        if (other.Parent.Root == one.Parent.Root) other.Put(first);
    }

    private static JsonNode? Retyped(JsonNode? value, Random random) => value switch
    {
        JsonObject map => random.Next(3) switch
        {
            0 => new JsonArray([.. map.Select(field => (JsonNode?)new JsonObject { ["name"] = field.Key, ["value"] = field.Value?.DeepClone() })]),
            1 => map.ToJsonString(Deep),
            _ => map.FirstOrDefault().Value?.DeepClone(),
        },
        JsonArray list => random.Next(3) switch
        {
            0 => new JsonObject(list.Select((item, i) => new KeyValuePair<string, JsonNode?>($"{i}", item?.DeepClone()))),
            1 => list.ToJsonString(Deep),
            _ => list.FirstOrDefault()?.DeepClone(),
        },
        null => "null",
        _ when value.GetValueKind() == JsonValueKind.String && long.TryParse(value.ToString(), out var number) => number,
        _ => random.Next(2) == 0 ? value.ToJsonString() : value.ToString().Length,
    };

    private static JsonNode Wrapped(JsonNode? value, Random random) => random.Next(3) switch
    {
        0 => new JsonArray(value),
        1 => new JsonArray(new JsonArray(value)),
        _ => new JsonObject { [random.Pick(["name", "value", "template", "inline"])] = value },
    };

    private static void Rename(Place place, string key)
    {
        if (place.Map is not { } map) return;
        var value = place.Value?.DeepClone();
        place.Delete();
        map[key] = value;
    }

    private static void Add(Place place, Corpus corpus, Random random)
    {
        var key = random.Pick(corpus.Keys);
        if ((place.Value as JsonObject ?? place.Map) is { } map) map[key] = corpus.ValueOf(key, random);
        else ((JsonArray)place.Parent).Add(corpus.ValueOf(key, random));
    }

    /// <summary>A text becomes another text of the same document: names that are not there, names of others, circles.</summary>
    private static void Alike(JsonNode tree, Place place, Random random)
    {
        var texts = Place.In(tree).Where(each => each.Value is JsonValue value && value.GetValueKind() == JsonValueKind.String).ToList();
        if (texts.Count > 0) (place.Value is JsonValue ? place : random.Pick(texts)).Put(random.Pick(texts).Value!.DeepClone());
    }

    private static void Text(Place place, Random random)
    {
        var odd = random.Pick(OddValues.Texts);
        var old = place.Value is JsonValue value ? value.ToString() : "";
        var at = random.Next(old.Length + 1);
        place.Put(random.Next(3) switch { 0 => odd, 1 => old.Insert(at, odd), _ => old[..at] + odd });
    }
}
