namespace Runbooks.Engine.Runs;

/// <summary>How far a run may go: a template that calls itself without end, or a list that nobody thought so long, must not take all memory.</summary>
public sealed record RunLimits
{
    public static RunLimits Default { get; } = new();

    /// <summary>All nodes of a run. Exit handlers may make a tenth more, so that a run that has gone too far can still be cleaned up after.</summary>
    public int Nodes { get; init; } = 200_000;

    /// <summary>How many templates may be on the way from the entrypoint to a step; as in Argo, the hundredth is one too many.</summary>
    public int Depth { get; init; } = 100;

    /// <summary>Events of one decision, about: it is stored then, and gone on with in the next one.</summary>
    public int EventsOfADecision { get; init; } = 10_000;
}
