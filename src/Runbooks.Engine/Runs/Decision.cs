namespace Runbooks.Engine.Runs;

/// <summary>What the decider wants: events to store, all or none of them, and then effects to carry out.</summary>
/// <param name="WakeAt">When to decide again though nothing has happened; null for never. Derived from the events, so that no timer needs storing.</param>
public sealed record Decision(IReadOnlyList<RunEvent> Events, IReadOnlyList<Effect> Effects, DateTimeOffset? WakeAt)
{
    /// <summary>Numbers of nodes that hold locks no longer, nor wait for any: they are let go together with the storing of the events. At its end a run lets go of all.</summary>
    public IReadOnlyList<int> LetGo { get; init; } = [];
}
