namespace Runbooks.Engine.Runs;

/// <summary>What the decider wants: events to store, all or none of them, and then effects to carry out.</summary>
/// <param name="WakeAt">When to decide again though nothing has happened; null for never. Derived from the events, so that no timer needs storing.</param>
public sealed record Decision(IReadOnlyList<RunEvent> Events, IReadOnlyList<Effect> Effects, DateTimeOffset? WakeAt);
