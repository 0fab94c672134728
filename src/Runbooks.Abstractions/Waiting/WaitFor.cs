namespace Runbooks.Waiting;

/// <summary><c>waitFor</c>: repeat a read until its output satisfies a condition.</summary>
/// <param name="Interval">From the end of one look to the start of the next.</param>
/// <param name="Timeout">From the start of the step, over restarts of the process.</param>
public sealed record WaitFor(Query Query, Condition Condition, TimeSpan Interval, TimeSpan Timeout)
{
    public static TimeSpan DefaultInterval { get; } = TimeSpan.FromSeconds(5);

    public static TimeSpan DefaultTimeout { get; } = TimeSpan.FromMinutes(10);
}
