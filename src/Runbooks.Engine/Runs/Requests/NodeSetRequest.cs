namespace Runbooks.Engine.Runs.Requests;

/// <summary>Suspend nodes that wait are to be given a message, values for outputs, a phase.</summary>
/// <param name="NodeFieldSelector">Which of them; null for all.</param>
public sealed record NodeSetRequest(DateTimeOffset At, string Id, string By, string? NodeFieldSelector = null) : Request(At, Id, By)
{
    /// <summary>The last phase of these nodes; null: they wait on.</summary>
    public NodePhase? Phase { get; init; }

    public string? Message { get; init; }

    /// <summary>Values for outputs with <c>valueFrom.supplied</c>, by name.</summary>
    public IReadOnlyDictionary<string, string>? OutputParameters { get; init; }
}
