using Runbooks.Schemas;

namespace Runbooks.Cli.Language;

/// <summary>A schema in a few words.</summary>
internal static class SchemaText
{
    public static string TypeOf(Schema schema) => schema switch
    {
        AnySchema => "anything",
        ObjectSchema shape => $"object ({shape.Name})",
        ListSchema list => $"list of {Plural(list.Items)}",
        MapSchema map => $"map of names to {Plural(map.Values)}",
        OneOfSchema oneOf => string.Join(" or ", oneOf.Choices.Select(TypeOf)),
        StringSchema { Format: "byte" } => "text in base64",
        StringSchema { Format: "date-time" } => "time (2024-01-31T08:00:00Z)",
        StringSchema => "text",
        IntegerSchema => "whole number",
        NumberSchema => "number",
        BooleanSchema => "true or false",
        ScalarSchema => "text, number or boolean",
        _ => throw new InvalidOperationException($"no words for {schema.GetType().Name}"),
    };

    /// <summary>The values that there are; empty if any will do.</summary>
    public static IReadOnlyList<string> ValuesOf(Schema schema) => schema switch
    {
        StringSchema { Values: { } values } => values,
        ListSchema list => ValuesOf(list.Items),
        BooleanSchema => ["true", "false"],
        ObjectSchema shape => [.. shape.Variants().Select(variant => variant.Value)],
        _ => [],
    };

    private static string Plural(Schema schema) => schema switch
    {
        ObjectSchema shape => $"objects ({shape.Name})",
        ListSchema list => $"lists of {Plural(list.Items)}",
        StringSchema => "texts",
        IntegerSchema => "whole numbers",
        NumberSchema => "numbers",
        ScalarSchema => "texts, numbers or booleans",
        _ => TypeOf(schema),
    };
}
