using System.Text.Json;
using System.Text.Json.Nodes;
using Runbooks.Secrets;
using Runbooks.Waiting;

namespace Runbooks.Providers.Aws.Steps;

/// <summary><c>saveSecret</c>: a key of a Kubernetes Secret that is written with something of a call's answer.</summary>
internal sealed record SaveSecret(SecretKey Secret, Query Value)
{
    /// <summary>A text as it is, anything else as JSON; null if the answer has nothing there.</summary>
    /// <exception cref="QueryException">The query doesn't fit the answer.</exception>
    public string? ValueIn(JsonNode? answer) => Value.Evaluate(answer) switch
    {
        null => null,
        JsonValue text when text.GetValueKind() == JsonValueKind.String => text.GetValue<string>() is { Length: > 0 } given ? given : null,
        var other => other.ToJsonString(),
    };
}
