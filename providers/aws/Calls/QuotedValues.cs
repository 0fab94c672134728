using System.Text.Json.Nodes;
using Runbooks.Schemas;

namespace Runbooks.Providers.Aws.Calls;

/// <summary>Texts in quotes among the parameters of a call that was refused: most likely the result of a native step, which is JSON, was put in as it is.</summary>
internal static class QuotedValues
{
    /// <summary>The failure says of the first such parameter that it has quotes, and how they come off.</summary>
    public static AwsFailure Explain(AwsFailure failure, JsonObject parameters) =>
        failure.Kind == FailureKind.Refused && Find(parameters, "") is { } path
            ? failure with { Text = $"{failure.Text}; '{path}' has quotes in its value: the result of a native step is JSON and keeps them, so write {{{{=fromJSON(steps.NAME.outputs.result)}}}}" }
            : failure;

    private static string? Find(JsonNode? value, string path) => value switch
    {
        JsonObject fields => fields.Select(field => Find(field.Value, JsonPath.Field(path, field.Key))).FirstOrDefault(found => found is not null),
        JsonArray items => items.Select((item, i) => Find(item, JsonPath.Index(path, i))).FirstOrDefault(found => found is not null),
        JsonValue text when text.TryGetValue<string>(out var written) && written is ['"', _, .., '"'] => path,
        _ => null,
    };
}
