using System.Text.Json.Nodes;

namespace Runbooks.Waiting;

/// <summary>A compiled query over a call's output, e.g. JMESPath.</summary>
/// <param name="Text">As the user wrote it.</param>
/// <param name="Evaluate">Null in, null out where there is nothing; throws <see cref="QueryException"/> for a value of the wrong type.</param>
public sealed record Query(string Text, Func<JsonNode?, JsonNode?> Evaluate)
{
    /// <summary>Takes the output as it is.</summary>
    public static Query Whole { get; } = new("@", static document => document);
}
