using Runbooks.Engine.Runs;

namespace Runbooks.Server.Storage;

/// <summary>Events of a run in order.</summary>
/// <param name="Position">Where to read on.</param>
public sealed record EventPage(IReadOnlyList<RunEvent> Events, long Position);
