using Runbooks.Engine.Runs;

namespace Runbooks.Server.Storage;

/// <param name="Events">What is wanted of a run, in the order in which it was asked.</param>
/// <param name="Position">Where the last of them stands; 0 if there are none.</param>
public sealed record RequestPage(IReadOnlyList<RunEvent> Events, long Position)
{
    public static RequestPage Empty { get; } = new([], 0);
}
