using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization.Metadata;

namespace Runbooks.Engine.Argo;

/// <summary>
/// Reads the language's records from JSON as Kubernetes reads documents: an explicit null is "not given", fields that aren't known are
/// passed over, and a missing name is empty. The schema check has said so already.
/// </summary>
internal static class ArgoBinding
{
    private static readonly JsonSerializerOptions Options = new(ArgoJson.Options)
    {
        TypeInfoResolver = new DefaultJsonTypeInfoResolver { Modifiers = { Forgive } },
        Converters = { new NullsInside(Empty) },
    };

    /// <summary>Null if the JSON has values of a wrong type.</summary>
    public static T? TryBind<T>(JsonNode json) where T : class
    {
        try
        {
            return json.Deserialize<T>(Options);
        }
        catch (Exception wrongType) when (wrongType is JsonException or InvalidOperationException)
        {
            return null;
        }
    }

    private static void Forgive(JsonTypeInfo type)
    {
        foreach (var property in type.Properties.Where(property => property.Set is not null))
        {
            var set = property.Set!;
            property.Set = (record, value) => { if (value is not null) set(record, value); };
            if (!property.IsRequired) continue;
            property.IsRequired = false;
            type.OnDeserialized += record => { if (property.Get!(record) is null) set(record, Empty(property.PropertyType)); };
        }
    }

    private static object Empty(Type type) =>
        type == typeof(string) ? "" : type == typeof(AnyString) ? new AnyString("") : JsonSerializer.Deserialize(type.IsAssignableTo(typeof(System.Collections.IEnumerable)) ? "[]" : "{}", type, Options)!;
}
