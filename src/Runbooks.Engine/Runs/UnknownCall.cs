namespace Runbooks.Engine.Runs;

/// <summary>A call that may or may not have been carried out.</summary>
/// <param name="Node">The number of the node that made it: its client token is made of it.</param>
/// <param name="AnnouncedAt">When it was announced.</param>
public sealed record UnknownCall(int Node, DateTimeOffset AnnouncedAt);
