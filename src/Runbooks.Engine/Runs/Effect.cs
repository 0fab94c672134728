namespace Runbooks.Engine.Runs;

/// <summary>Something to be done in the world outside. Carried out only after the decision's events are stored.</summary>
public abstract record Effect;

/// <summary>Carry out a leaf step. Its end comes back as <see cref="NodeFinished"/>.</summary>
public sealed record StartStep(Node Node) : Effect;
