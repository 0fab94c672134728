using System.Text.Json.Nodes;

namespace Runbooks.Actions;

/// <summary>How a native step ended.</summary>
/// <param name="Status">Succeeded; Failed: the cloud said no, or an expectation was not met; Error: the step could not be carried out.</param>
/// <param name="Result">The output, after <c>query</c>: the node's <c>outputs.result</c>. Null if there is none.</param>
/// <param name="Message">For the node: one line. For a failed call: code, text, HTTP status and request id.</param>
public sealed record ActionOutcome(ActionStatus Status, JsonNode? Result, string? Message)
{
    /// <summary>What the cloud said, if it said no.</summary>
    public CloudError? CloudError { get; init; }

    /// <summary>What is known of a call of the step that changes something. Null if the provider says nothing of it: one that was announced, of a step that did not
    /// succeed, then counts as unknown.</summary>
    public CallFate? Call { get; init; }

    public static ActionOutcome Succeeded(JsonNode? result, string? message = null) => new(ActionStatus.Succeeded, result, message);

    public static ActionOutcome Failed(string message, CloudError? error = null) =>
        new(ActionStatus.Failed, null, message) { CloudError = error };

    public static ActionOutcome Error(string message, CloudError? error = null) =>
        new(ActionStatus.Error, null, message) { CloudError = error };

    /// <summary>The process died around a mutating call and what happened can't be found out.</summary>
    public static ActionOutcome Unknown(string message) => Error($"outcome unknown: {message}") with { Call = CallFate.Unknown };
}
