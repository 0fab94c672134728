namespace Runbooks.Engine.Runs;

/// <summary>Something to be done in the world outside. Carried out only after the decision's events are stored.</summary>
public abstract record Effect;

/// <summary>Carry out a leaf step. Its end comes back as <see cref="NodeFinished"/>.</summary>
public sealed record StartStep(Node Node) : Effect;

/// <summary>
/// End a leaf step that is under way, here or left by a process that is gone: its Pod is deleted, its process killed, its call given up.
/// Its end comes back as <see cref="NodeFinished"/>, in the phase and with the message given.
/// </summary>
public sealed record StopStep(Node Node, StepStop Stop) : Effect;
