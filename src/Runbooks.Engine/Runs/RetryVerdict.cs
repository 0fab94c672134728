namespace Runbooks.Engine.Runs;

/// <summary>What comes after a failed attempt: another one, a wait, or the end.</summary>
/// <param name="Until">When to think again, if it has to wait.</param>
internal sealed record RetryVerdict(bool IsAgain, DateTimeOffset? Until, string? Message)
{
    public static RetryVerdict Again { get; } = new(true, null, null);

    public static RetryVerdict Wait(DateTimeOffset until, string message) => new(false, until, message);

    public static RetryVerdict Stop(string? message) => new(false, null, message);
}
