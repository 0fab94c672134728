using System.Text.Json.Nodes;
using System.Xml;
using Amazon.Runtime;
using Runbooks.Providers.Aws.Answers;
using Runbooks.Providers.Aws.Clients;
using Runbooks.Providers.Aws.Operations;
using Runbooks.Providers.Aws.Requests;

namespace Runbooks.Providers.Aws.Calls;

/// <summary>One operation with its parameters, ready to be sent any number of times.</summary>
internal sealed record AwsCall(Operation Operation, JsonObject Parameters, AwsConnection Connection, ClientPool Clients)
{
    /// <summary>Sends it, and again where the SDK finds a repeat worthwhile.</summary>
    /// <exception cref="AwsCallException">It failed.</exception>
    public Task<JsonObject> SendAsync(CancellationToken cancellation) => SendAsync(retries: true, cancellation);

    /// <summary>Sends it at most once.</summary>
    /// <exception cref="AwsCallException">It failed.</exception>
    public Task<JsonObject> SendOnceAsync(CancellationToken cancellation) => SendAsync(retries: false, cancellation);

    /// <summary>Sends it, and for what comes after each page, until all is there.</summary>
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

    private async Task<JsonObject> SendAsync(bool retries, CancellationToken cancellation)
    {
        var client = Clients.Get(Operation.Service, Connection, retries);
        var request = RequestBinder.Bind(Parameters, Operation.Request);
        try
        {
            var body = await AnswerCapture.DuringAsync(() => Operation.InvokeAsync(client, request, cancellation));
            return AnswerReader.Read(body, Operation);
        }
        catch (Exception e) when (IsOfTheCall(e) && !cancellation.IsCancellationRequested)
        {
            throw new AwsCallException(AwsFailure.Of(e).During(ToString()), e);
        }
    }

    private static bool IsOfTheCall(Exception e) =>
        e is AmazonServiceException or AmazonClientException or HttpRequestException or IOException or OperationCanceledException or TimeoutException or XmlException;
}
