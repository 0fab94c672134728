using System.Text.Json.Nodes;
using Runbooks.Actions;
using Runbooks.Providers.Aws.Operations;

namespace Runbooks.Providers.Aws.Calls;

/// <summary>
/// Makes a call that changes something, so that it is never carried out twice without anyone knowing:
/// it is announced first, and where an answer was lost, in this life of the process or an earlier one,
/// the operation's <see cref="RepeatRule"/> says how to go on.
/// </summary>
internal sealed class MutatingCall(AwsCall call)
{
    /// <exception cref="AwsCallException">AWS refused it, or it never left.</exception>
    public async Task<ActionOutcome> RunAsync(CancellationToken cancellation)
    {
        var intent = await call.Context.AnnounceAsync(cancellation);
        return call.Operation.Repeat switch
        {
            RepeatRule.SameToken when call.Context.Time.GetUtcNow() - intent.TokenSince > Intent.TokenLifetime =>
                Unknown($"it was announced at {intent.TokenSince.UtcDateTime:yyyy-MM-dd'T'HH:mm:ss'Z'}, and AWS may not know its client token any more"),
            RepeatRule.SameToken => await SendAsync(WithToken().SendAsync, cancellation),
            RepeatRule.Idempotent => await SendAsync(call.SendAsync, cancellation),
            RepeatRule.ByInstanceState => await new InstanceStateCall(call).RunAsync(intent, cancellation),
            _ when intent.Repeated => Unknown("the process ended or stood still around the call, and AWS has no way to ask about it"),
            _ => await SendAsync(call.SendOnceAsync, cancellation),
        };
    }

    private AwsCall WithToken() => call.Parameters["ClientToken"] is null ? call.With("ClientToken", call.Context.ClientToken) : call;

    private async Task<ActionOutcome> SendAsync(Func<CancellationToken, Task<JsonObject>> sendAsync, CancellationToken cancellation)
    {
        try
        {
            return ActionOutcome.Succeeded(await sendAsync(cancellation));
        }
        catch (AwsCallException e) when (e.Failure.Kind == FailureKind.AnswerLost)
        {
            return Unknown(e.Failure.Text) with { CloudError = e.Failure.Error };
        }
    }

    private ActionOutcome Unknown(string why) =>
        ActionOutcome.Unknown($"{call} may or may not have been carried out; look before running it again: {why}");
}
