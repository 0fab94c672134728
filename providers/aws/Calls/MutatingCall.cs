using System.Text.Json.Nodes;
using Runbooks.Actions;
using Runbooks.Providers.Aws.Operations;

namespace Runbooks.Providers.Aws.Calls;

/// <summary>
/// Makes a call that changes something, so that it is never carried out twice without anyone knowing:
/// it is announced first, and where an answer was lost, in this life of the process or an earlier one,
/// the operation's <see cref="RepeatRule"/> says how to go on.
/// </summary>
internal sealed class MutatingCall(AwsCall call, ActionContext context)
{
    private const int MaxTries = 8;

    /// <exception cref="AwsCallException">AWS refused it, or it never left.</exception>
    public async Task<ActionOutcome> RunAsync(CancellationToken cancellation)
    {
        var intent = await context.AnnounceAsync(cancellation);
        return call.Operation.Repeat switch
        {
            RepeatRule.SameToken => await SendRepeatablyAsync(WithToken(), cancellation),
            RepeatRule.Idempotent => await SendRepeatablyAsync(call, cancellation),
            RepeatRule.ByInstanceState => await new InstanceStateCall(call, context, SendCarefullyAsync).RunAsync(intent, cancellation),
            _ when intent.Repeated => Unknown("the process ended around the call, and AWS has no way to ask about it"),
            _ => await SendUnrepeatableAsync(cancellation),
        };
    }

    private AwsCall WithToken() => call.Parameters["ClientToken"] is null ? call.With("ClientToken", context.ClientToken) : call;

    private async Task<ActionOutcome> SendRepeatablyAsync(AwsCall repeatable, CancellationToken cancellation)
    {
        try
        {
            return ActionOutcome.Succeeded(await repeatable.SendAsync(cancellation));
        }
        catch (AwsCallException e) when (e.Failure.Kind == FailureKind.AnswerLost)
        {
            return Unknown(e.Failure.Text) with { CloudError = e.Failure.Error };
        }
    }

    private async Task<ActionOutcome> SendUnrepeatableAsync(CancellationToken cancellation)
    {
        try
        {
            return ActionOutcome.Succeeded(await SendCarefullyAsync(call, cancellation));
        }
        catch (AwsCallException e) when (e.Failure.Kind == FailureKind.AnswerLost)
        {
            return Unknown(e.Failure.Text) with { CloudError = e.Failure.Error };
        }
    }

    private ActionOutcome Unknown(string why) =>
        ActionOutcome.Unknown($"{call} may or may not have been carried out; look before running it again: {why}");

    /// <summary>Repeats only what certainly was not carried out: turned away by throttling, or never sent.</summary>
    private async Task<JsonObject> SendCarefullyAsync(AwsCall once, CancellationToken cancellation)
    {
        for (var tried = 1; ; tried++)
        {
            try
            {
                return await once.SendOnceAsync(cancellation);
            }
            catch (AwsCallException e) when (tried < MaxTries && e.Failure.Kind is FailureKind.Throttled or FailureKind.NotSent && e.Failure.Error.Transient)
            {
                context.Progress($"trying again: {e.Failure.Text}");
                await Task.Delay(Backoff(tried), context.Time, cancellation);
            }
        }
    }

    /// <summary>1 to 20 seconds, doubling, with half of it left to chance so that many steps don't come back together.</summary>
    private static TimeSpan Backoff(int tried) =>
        TimeSpan.FromSeconds(Math.Min(20, Math.Pow(2, tried - 1)) * (0.5 + Random.Shared.NextDouble() / 2));
}
