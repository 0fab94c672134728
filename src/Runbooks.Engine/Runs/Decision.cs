namespace Runbooks.Engine.Runs;

/// <summary>What the decider wants: events to store, all or none of them, and then effects to carry out.</summary>
public sealed record Decision(IReadOnlyList<RunEvent> Events, IReadOnlyList<Effect> Effects);
