using System.Buffers;
using System.Text;
using Runbooks.Actions;
using Runbooks.Engine.Argo;
using Runbooks.Engine.Http;
using Runbooks.Engine.Runs;
using Runbooks.Engine.Steps;
using Runbooks.Secrets;

namespace Runbooks.Server.Steps.Http;

/// <summary>
/// Carries out <c>http</c> steps inside the engine, without a Pod. As in Argo, a request that comes to nothing makes the step fail, and the
/// body of the answer is its result. After a crash a request is made again only if doing it twice does no harm.
/// </summary>
public sealed class HttpStepExecutor(IHttpClientFactory clients, ISecretSource secrets, TimeProvider time) : IStepExecutor
{
    private static readonly string[] Repeatable = ["GET", "HEAD", "OPTIONS", "TRACE", "PUT", "DELETE"];

    /// <summary>As in Argo, a request that came to nothing may be made again.</summary>
    public async Task<StepOutcome> ExecuteAsync(StepContext step, CancellationToken cancellation)
    {
        var outcome = await RequestAsync(step, cancellation);
        return outcome with { Call = outcome.Call ?? CallFate.Repeatable };
    }

    private async Task<StepOutcome> RequestAsync(StepContext step, CancellationToken cancellation)
    {
        var http = step.Template.Http!;
        // Stopped before it could begin, or what a process before this one had begun: there is nothing to end outside.
        cancellation.ThrowIfCancellationRequested();
        using var patience = new CancellationTokenSource(TimeoutOf(http), time);
        using var linked = CancellationTokenSource.CreateLinkedTokenSource(cancellation, patience.Token);
        try
        {
            var call = HttpCall.Of(http, await HeadersAsync(http, step, linked.Token));
            if (!IsRepeatable(call) && (await step.Journal.AnnounceAsync(cancellation)).Repeated)
                return StepOutcome.Error($"outcome unknown: the process ended or stood still around {call.Method} {http.Url}; look before running it again") with { Call = CallFate.Unknown };
            step.Journal.Report(new StepProgress(NodePhase.Running));
            return HttpVerdict.Of(http, await ExchangeAsync(call, HttpClients.For(clients, http), linked.Token), time.GetUtcNow());
        }
        catch (OperationCanceledException) when (patience.IsCancellationRequested && !cancellation.IsCancellationRequested)
        {
            return StepOutcome.Failed($"no answer from {http.Url} within {TimeoutOf(http).TotalSeconds:0} s ('timeoutSeconds')");
        }
        catch (Exception failure) when (failure is HttpCallException or SecretUnavailableException)
        {
            return StepOutcome.Failed(failure.Message);
        }
    }

    private static TimeSpan TimeoutOf(Engine.Argo.Http http) =>
        http.TimeoutSeconds is { } seconds and > 0 ? TimeSpan.FromSeconds(Math.Min(seconds, (long)TimeSpan.FromDays(1).TotalSeconds)) : HttpLimits.Timeout;

    /// <summary>A request that is the same however often it is made, or says itself by which key the server can tell.</summary>
    private static bool IsRepeatable(HttpCall call) =>
        Repeatable.Contains(call.Method.Method) || call.Headers.Any(header => header.Name.Equals("Idempotency-Key", StringComparison.OrdinalIgnoreCase));

    private async Task<List<HttpCallHeader>> HeadersAsync(Engine.Argo.Http http, StepContext step, CancellationToken cancellation)
    {
        var headers = new List<HttpCallHeader>();
        foreach (var header in http.Headers) headers.Add(await HeaderAsync(header, step, cancellation));
        return headers;
    }

    private async Task<HttpCallHeader> HeaderAsync(HttpHeader header, StepContext step, CancellationToken cancellation)
    {
        if (header.ValueFrom?.SecretKeyRef is not { } secret) return new HttpCallHeader(header.Name, header.Value ?? "");
        if (string.IsNullOrWhiteSpace(secret.Name) || string.IsNullOrWhiteSpace(secret.Key))
            throw new SecretUnavailableException($"the header '{header.Name}' is to come from a Secret, but its 'secretKeyRef' has no {(string.IsNullOrWhiteSpace(secret.Name) ? "name" : "key")}");
        var value = Encoding.UTF8.GetString(await secrets.ReadAsync(step.Run.Namespace, new SecretKey(secret.Name, secret.Key), cancellation));
        step.Journal.Mask(value);
        return new HttpCallHeader(header.Name, value);
    }

    /// <exception cref="HttpCallException">It came to nothing.</exception>
    private static async Task<HttpExchange> ExchangeAsync(HttpCall call, HttpClient client, CancellationToken cancellation)
    {
        try
        {
            return await SendAsync(call, client, cancellation);
        }
        catch (Exception failure) when (NetworkFailure.Describe(failure) is { } why)
        {
            cancellation.ThrowIfCancellationRequested();
            throw new HttpCallException($"{call.Method} {call.Address.OriginalString}: {why}", failure);
        }
    }

    private static async Task<HttpExchange> SendAsync(HttpCall call, HttpClient client, CancellationToken cancellation)
    {
        for (var redirects = 0; ; redirects++)
        {
            using var message = call.Message();
            using var answer = await client.SendAsync(message, HttpCompletionOption.ResponseHeadersRead, cancellation);
            if (call.After(answer) is not { } next) return await ReadAsync(answer, cancellation);
            call = redirects < HttpLimits.Redirects - 1 ? next : throw new HttpCallException($"{call.Address}: stopped after {HttpLimits.Redirects} redirects");
        }
    }

    private static async Task<HttpExchange> ReadAsync(HttpResponseMessage answer, CancellationToken cancellation)
    {
        var body = new ArrayBufferWriter<byte>();
        await using var stream = await answer.Content.ReadAsStreamAsync(cancellation);
        while (await stream.ReadAsync(body.GetMemory(16 * 1024), cancellation) is var read and > 0)
        {
            body.Advance(read);
            if (body.WrittenCount > HttpLimits.Body) throw new HttpCallException($"the body of the answer is longer than {HttpLimits.Body:N0} bytes");
        }
        var headers = answer.Headers.Concat(answer.Content.Headers).SelectMany(header => header.Value.Select(value => KeyValuePair.Create(header.Key, value)));
        return new HttpExchange((int)answer.StatusCode, Encoding.UTF8.GetString(body.WrittenSpan), [.. headers]);
    }
}
