using System.Collections;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Runbooks.Engine.Argo;

namespace Runbooks.Engine.Status;

/// <summary>How a run's spec is shown: as it was written, without the lists and flags that nobody wrote.</summary>
internal static class SpecJson
{
    public static JsonSerializerOptions Options { get; } = new(ArgoJson.Options)
    {
        TypeInfoResolver = new DefaultJsonTypeInfoResolver { Modifiers = { LeaveOutEmpty } },
    };

    private static void LeaveOutEmpty(JsonTypeInfo type)
    {
        if (type.Kind != JsonTypeInfoKind.Object) return;
        foreach (var property in type.Properties)
            property.ShouldSerialize = (_, value) => value is not (null or ICollection { Count: 0 }) && (value is not false || property.PropertyType == typeof(bool?)) || SaysWhatItDoes(property, value);
    }

    /// <summary>A template with no steps is one still: without that word it would be a template of no kind.</summary>
    private static bool SaysWhatItDoes(JsonPropertyInfo property, object? value) =>
        value is not null && property is { DeclaringType: { } type, Name: "steps" } && type == typeof(Template);
}
