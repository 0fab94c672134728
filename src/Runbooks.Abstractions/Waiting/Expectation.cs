using System.Text.Json.Nodes;

namespace Runbooks.Waiting;

/// <summary><c>expect</c>: what must hold for a step's output, or the step fails.</summary>
public sealed record Expectation(Query Query, Condition Condition)
{
    /// <summary>Null if it holds, else what was found instead.</summary>
    public string? Unmet(JsonNode? output)
    {
        var found = Query.Evaluate(output);
        return Condition.IsSatisfiedBy(found) ? null : $"expected {Query.Text} to be {Condition}: {Condition.Instead(found)}";
    }
}
