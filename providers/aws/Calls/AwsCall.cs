using System.Text.Json.Nodes;
using Runbooks.Actions;
using Runbooks.Providers.Aws.Answers;
using Runbooks.Providers.Aws.Clients;
using Runbooks.Providers.Aws.Operations;
using Runbooks.Providers.Aws.Requests;

namespace Runbooks.Providers.Aws.Calls;

/// <summary>One operation with its parameters, ready to be sent any number of times.</summary>
internal sealed record AwsCall(Operation Operation, JsonObject Parameters, AwsConnection Connection, ClientPool Clients, ActionContext Context)
{
    /// <summary>How often a call turned away by throttling is made again, beyond what the SDK does itself.</summary>
    public int ThrottleTries { get; init; } = 8;

    /// <summary>Sends it, and again where the SDK finds a repeat worthwhile: also if the answer was lost.</summary>
    /// <exception cref="AwsCallException">It failed.</exception>
    public Task<JsonObject> SendAsync(CancellationToken cancellation) => SendPatientlyAsync(repeatable: true, cancellation);

    /// <summary>Sends it, and again only if it certainly was not carried out: turned away by throttling, or never sent.</summary>
    /// <exception cref="AwsCallException">It failed.</exception>
    public Task<JsonObject> SendOnceAsync(CancellationToken cancellation) => SendPatientlyAsync(repeatable: false, cancellation);

    /// <summary>Sends it, and for what comes after each page, until all is there.</summary>
    /// <exception cref="AwsCallException">It failed.</exception>
    public Task<JsonObject> SendForAllPagesAsync(int maxItems, CancellationToken cancellation) =>
        Operation.IsPaged
            ? Paging.FetchAllAsync(maxItems, token => (token is null ? this : With(Paging.TokenName, token)).SendAsync(cancellation))
            : SendAsync(cancellation);

    /// <summary>The same call with one parameter set.</summary>
    public AwsCall With(string name, JsonNode value)
    {
        var parameters = (JsonObject)Parameters.DeepClone();
        parameters[name] = value;
        return this with { Parameters = parameters };
    }

    /// <summary>Another call to the same place.</summary>
    public AwsCall To(string operation, JsonObject parameters) => this with { Operation = Operation.Service.Find(operation)!, Parameters = parameters };

    public override string ToString() => $"{Operation} in {Connection.Region}";

    private async Task<JsonObject> SendPatientlyAsync(bool repeatable, CancellationToken cancellation)
    {
        var isAnswerLost = false;
        for (var tries = 1; ; tries++)
        {
            var exchange = new Exchange();
            try
            {
                return await SendAsync(repeatable, exchange, cancellation);
            }
            catch (AwsCallException e) when (tries < MaxTries(e.Failure, repeatable))
            {
                isAnswerLost |= exchange.IsAnswerLost;
                Context.Progress($"trying again: {e.Failure.Text}");
                await Task.Delay(Backoff(tries), Context.Time, cancellation);
            }
            catch (AwsCallException e) when ((isAnswerLost || exchange.IsAnswerLost) && e.Failure.Kind is FailureKind.Throttled or FailureKind.NotSent or FailureKind.NotAuthenticated)
            {
                // The last try says nothing of the one whose answer was lost.
                throw new AwsCallException(e.Failure with { Kind = FailureKind.AnswerLost, Text = $"{e.Failure.Text}, after a lost answer" }, e);
            }
        }
    }

    /// <summary>The SDK has tried a repeatable call again already if there was no connection.</summary>
    private int MaxTries(AwsFailure failure, bool repeatable) => failure.Kind switch
    {
        FailureKind.Throttled => ThrottleTries,
        FailureKind.NotSent when failure.Error.Transient && !repeatable => 3,
        _ => 1,
    };

    /// <summary>1 to 20 seconds, doubling, with half of it left to chance so that many steps don't come back together.</summary>
    private static TimeSpan Backoff(int tries) =>
        TimeSpan.FromSeconds(Math.Min(20, Math.Pow(2, tries - 1)) * (0.5 + Random.Shared.NextDouble() / 2));

    private async Task<JsonObject> SendAsync(bool repeatable, Exchange exchange, CancellationToken cancellation)
    {
        var client = Clients.Get(Operation.Service, Connection, repeatable);
        var request = RequestBinder.Bind(Parameters, Operation.Request);
        try
        {
            await AnswerCapture.DuringAsync(exchange, () => Operation.InvokeAsync(client, request, cancellation));
            return AnswerReader.Read(exchange.Body ?? throw new AnswerException("there was no answer"), Operation);
        }
        catch (Exception e) when (!cancellation.IsCancellationRequested && e is not OutOfMemoryException)
        {
            throw new AwsCallException(QuotedValues.Explain(AwsFailure.Of(e, exchange.IsSent).During(ToString()), Parameters), e);
        }
    }
}
