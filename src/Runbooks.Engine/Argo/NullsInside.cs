using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;

namespace Runbooks.Engine.Argo;

/// <summary>Reads lists and maps as Go does: a null in them is an empty text or an empty object. Where anything may stand, it stays null.</summary>
/// <param name="empty">What stands for nothing, by type.</param>
internal sealed class NullsInside(Func<Type, object> empty) : JsonConverterFactory
{
    public override bool CanConvert(Type type) =>
        type.IsGenericType && (type.GetGenericTypeDefinition() == typeof(IReadOnlyList<>) || type.GetGenericTypeDefinition() == typeof(IReadOnlyDictionary<,>))
        && type.GenericTypeArguments[^1] is var inside && !inside.IsValueType && inside != typeof(JsonNode);

    public override JsonConverter CreateConverter(Type type, JsonSerializerOptions options)
    {
        var converter = type.GetGenericTypeDefinition() == typeof(IReadOnlyList<>) ? typeof(Lists<>) : typeof(Maps<>);
        return (JsonConverter)Activator.CreateInstance(converter.MakeGenericType(type.GenericTypeArguments[^1]), empty)!;
    }

    private sealed class Lists<T>(Func<Type, object> empty) : JsonConverter<IReadOnlyList<T>> where T : class
    {
        public override IReadOnlyList<T> Read(ref Utf8JsonReader reader, Type type, JsonSerializerOptions options) =>
            [.. JsonSerializer.Deserialize<List<T?>>(ref reader, options)!.Select(item => item ?? (T)empty(typeof(T)))];

        public override void Write(Utf8JsonWriter writer, IReadOnlyList<T> value, JsonSerializerOptions options) => JsonSerializer.Serialize(writer, value.ToArray(), options);
    }

    private sealed class Maps<T>(Func<Type, object> empty) : JsonConverter<IReadOnlyDictionary<string, T>> where T : class
    {
        public override IReadOnlyDictionary<string, T> Read(ref Utf8JsonReader reader, Type type, JsonSerializerOptions options) =>
            JsonSerializer.Deserialize<Dictionary<string, T?>>(ref reader, options)!.ToDictionary(entry => entry.Key, entry => entry.Value ?? (T)empty(typeof(T)), StringComparer.Ordinal);

        public override void Write(Utf8JsonWriter writer, IReadOnlyDictionary<string, T> value, JsonSerializerOptions options) => JsonSerializer.Serialize(writer, value.ToDictionary(), options);
    }
}
