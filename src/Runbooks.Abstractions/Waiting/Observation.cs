using System.Text.Json.Nodes;
using Runbooks.Actions;

namespace Runbooks.Waiting;

/// <summary>What one look of a wait brought.</summary>
public abstract record Observation
{
    private Observation() { }

    /// <summary>The cloud answered.</summary>
    public sealed record Seen(JsonNode? Output) : Observation;

    /// <summary>Nothing can be said yet: throttled, no answer, or too young to be seen everywhere. Never the same as "absent".</summary>
    public sealed record Unclear(string Why) : Observation;

    /// <summary>Looking again can't help.</summary>
    public sealed record Ended(ActionOutcome Outcome) : Observation;
}
