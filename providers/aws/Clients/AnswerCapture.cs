using System.Net;
using System.Text;

namespace Runbooks.Providers.Aws.Clients;

/// <summary>
/// Reads answers as a whole, within bounds, and tells whoever asked for it around a call what went over the wire; the SDK reads the same bytes.
/// The HTTP client's own timeout bounds the time, headers have SocketsHttpHandler's bound.
/// </summary>
internal sealed class AnswerCapture(HttpMessageHandler inner) : DelegatingHandler(inner)
{
    private static readonly AsyncLocal<Exchange?> Current = new();

    /// <summary>Of a 5xx, these say nothing of what was done.</summary>
    private static readonly string[] Vague = ["<Code>Internal", "<Code>ServiceUnavailable", "<Code>Unavailable", "<Code>RequestTimeout"];

    /// <summary>Makes a call, and notes in <paramref name="exchange"/> what goes over the wire.</summary>
    public static async Task DuringAsync(Exchange exchange, Func<Task> callAsync)
    {
        Current.Value = exchange;
        await callAsync();
    }

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var exchange = Current.Value ?? new Exchange();
        var sent = new SentContent(request.Content);
        request.Content = sent;
        try
        {
            var answer = await base.SendAsync(request, cancellationToken);
            answer.Content = await ReadAsync(answer.Content, exchange, cancellationToken);
            exchange.IsAnswerLost |= answer.StatusCode >= HttpStatusCode.InternalServerError && IsVague(exchange.Body!);
            return answer;
        }
        catch (OperationCanceledException e) when (!cancellationToken.IsCancellationRequested)
        {
            throw new HttpRequestException(HttpRequestError.ConnectionError, "i/o timeout: no connection in time", e);
        }
        catch
        {
            exchange.IsAnswerLost |= sent.HasLeft;
            throw;
        }
        finally
        {
            exchange.IsSent |= sent.HasLeft;
        }
    }

    private static async Task<HttpContent> ReadAsync(HttpContent answer, Exchange exchange, CancellationToken cancellation)
    {
        exchange.Body = await AnswerBounds.ReadAsync(answer, cancellation);
        var copy = new ByteArrayContent(exchange.Body);
        foreach (var header in answer.Headers) copy.Headers.TryAddWithoutValidation(header.Key, header.Value);
        return copy;
    }

    private static bool IsVague(byte[] body)
    {
        var text = Encoding.UTF8.GetString(body);
        return !text.Contains("<Code>", StringComparison.Ordinal) || Array.Exists(Vague, code => text.Contains(code, StringComparison.Ordinal));
    }
}
