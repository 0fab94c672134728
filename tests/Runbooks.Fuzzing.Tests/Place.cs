using System.Text.Json.Nodes;

namespace Runbooks.Fuzzing.Tests;

/// <summary>Where a value stands in a document: under a key, or in a list.</summary>
/// <param name="Kind">The field that the map or the list is the value of, or of which it is an item: <c>templates</c>, <c>container</c>.</param>
internal readonly record struct Place(JsonNode Parent, string? Key, int Index, string Kind)
{
    public JsonObject? Map => Parent as JsonObject;

    public JsonNode? Value => Parent is JsonObject map ? map[Key!] : Parent[Index];

    public void Put(JsonNode? value)
    {
        if (Parent is JsonObject map) map[Key!] = value;
        else Parent[Index] = value;
    }

    public void Delete()
    {
        if (Parent is JsonObject map) map.Remove(Key!);
        else ((JsonArray)Parent).RemoveAt(Index);
    }

    public static IEnumerable<Place> In(JsonNode? tree, string kind = "") => tree switch
    {
        JsonObject map => map.ToList().SelectMany(field => In(field.Value, field.Key).Prepend(new Place(map, field.Key, 0, kind))),
        JsonArray list => list.ToList().SelectMany((item, i) => In(item, kind).Prepend(new Place(list, null, i, kind))),
        _ => [],
    };
}
