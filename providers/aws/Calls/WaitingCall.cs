using Runbooks.Actions;
using Runbooks.Waiting;

namespace Runbooks.Providers.Aws.Calls;

/// <summary>Repeats a read until its <c>waitFor</c> is satisfied.</summary>
internal sealed class WaitingCall(AwsCall call, int maxItems)
{
    /// <summary>The next look is the next try.</summary>
    private readonly AwsCall _look = call with { ThrottleTries = 1 };

    /// <summary>
    /// EC2 documents that something just made may be unknown to the next call for a short time; a mistyped id is unknown for longer.
    /// </summary>
    private static readonly TimeSpan EventualConsistency = TimeSpan.FromMinutes(2);

    public Task<ActionOutcome> RunAsync(WaitFor wait, CancellationToken cancellation) => Poll.UntilAsync(wait, call.Context, LookAsync, cancellation);

    private async Task<Observation> LookAsync(CancellationToken cancellation)
    {
        try
        {
            return new Observation.Seen(await _look.SendForAllPagesAsync(maxItems, cancellation));
        }
        catch (AwsCallException e) when (e.Failure.Error.Transient || IsTooYoung(e.Failure))
        {
            return new Observation.Unclear(e.Failure.Text);
        }
        catch (AwsCallException e)
        {
            return new Observation.Ended(e.Failure.ToOutcome());
        }
    }

    private bool IsTooYoung(AwsFailure failure) => failure.IsNotFound && call.Context.Time.GetUtcNow() - call.Context.StartedAt < EventualConsistency;
}
