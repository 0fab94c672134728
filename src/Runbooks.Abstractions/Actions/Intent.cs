namespace Runbooks.Actions;

/// <summary>
/// The stored announcement of one mutating call. If the process dies after it, nobody knows whether the call was made:
/// the provider repeats it with the same client token, looks up what happened, or gives up with
/// <see cref="ActionOutcome.Unknown"/>. It never silently calls twice.
/// </summary>
/// <param name="AnnouncedAt">When it was first announced.</param>
/// <param name="Repeated">True: an earlier life of this step announced it already, and the outcome is not known.</param>
public sealed record Intent(DateTimeOffset AnnouncedAt, bool Repeated)
{
    /// <summary>For at least a day, say clouds, a call with the same token is not carried out again. An hour is left for the way there.</summary>
    public static readonly TimeSpan TokenLifetime = TimeSpan.FromHours(23);

    /// <summary>Since when the client token has been in use: earlier than the announcement if an attempt before this one, of unknown outcome, had it.</summary>
    public DateTimeOffset TokenSince { get; init; } = AnnouncedAt;
}
