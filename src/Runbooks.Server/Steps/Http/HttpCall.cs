using System.Text;

namespace Runbooks.Server.Steps.Http;

/// <summary>One <c>http</c> step's request, to be sent again to wherever it is redirected.</summary>
/// <param name="Address">Where it goes next.</param>
/// <param name="Method">In upper case.</param>
/// <param name="Body">Empty for none.</param>
/// <param name="Headers">With their values.</param>
internal sealed record HttpCall(Uri Address, HttpMethod Method, byte[] Body, IReadOnlyList<HttpCallHeader> Headers)
{
    /// <exception cref="HttpCallException">It can't be sent as it is.</exception>
    public static HttpCall Of(Engine.Argo.Http http, IReadOnlyList<HttpCallHeader> headers)
    {
        if (!Uri.TryCreate(http.Url, UriKind.Absolute, out var address) || address.Scheme is not ("http" or "https"))
            throw new HttpCallException($"'{http.Url}' is no address that a request can go to; it begins with http:// or https://");
        if (headers.FirstOrDefault(header => header.Complaint is not null) is { } wrong)
            throw new HttpCallException($"the header '{Shown(wrong.Name)}' can't be sent: {wrong.Complaint}");
        try
        {
            return new HttpCall(address, HttpMethod.Parse(http.Method is { Length: > 0 } method ? method : "GET"), BodyOf(http), headers);
        }
        catch (FormatException)
        {
            throw new HttpCallException($"the method '{http.Method}' or the body ('bodyFrom.bytes' is base64) is not of its form");
        }
    }

    public HttpRequestMessage Message()
    {
        var message = new HttpRequestMessage(Method, Address) { VersionPolicy = HttpVersionPolicy.RequestVersionOrHigher };
        if (Body.Length > 0 || Method.Method is "POST" or "PUT" or "PATCH") message.Content = new ByteArrayContent(Body);
        foreach (var header in Headers.Where(header => header.IsSent)) Add(message, header);
        return message;
    }

    /// <summary>Where an answer sends it, as in Go; null if it stays.</summary>
    /// <exception cref="HttpCallException">It sends it nowhere.</exception>
    public HttpCall? After(HttpResponseMessage answer)
    {
        if ((int)answer.StatusCode is not (301 or 302 or 303 or 307 or 308) || answer.Headers.Location is not { } location) return null;
        var next = new Uri(Address, location);
        if (next.Scheme is not ("http" or "https")) throw new HttpCallException($"{Address} redirects to {next}, which no request can go to");
        var moved = this with { Address = next };
        if (!IsSameServer(next)) moved = moved with { Headers = [.. Headers.Where(header => !header.IsBoundToHost)] };
        var keepsMethod = (int)answer.StatusCode is 307 or 308 || Method == HttpMethod.Get || Method == HttpMethod.Head;
        return keepsMethod ? moved : moved with { Method = HttpMethod.Get, Body = [], Headers = [.. moved.Headers.Where(header => !header.IsOfContent)] };
    }

    /// <summary>A server that sends on from http to https, each at its usual port, is the same.</summary>
    private bool IsSameServer(Uri next) => next.Host == Address.Host
        && ((next.Scheme == Address.Scheme && next.Port == Address.Port) || (Address is { Scheme: "http", Port: 80 } && next is { Scheme: "https", Port: 443 }));

    private static byte[] BodyOf(Engine.Argo.Http http) =>
        http.BodyFrom?.Bytes is { } bytes ? Convert.FromBase64String(bytes) : Encoding.UTF8.GetBytes(http.Body ?? "");

    private static void Add(HttpRequestMessage message, HttpCallHeader header)
    {
        if (header.IsHost)
        {
            message.Headers.Host = header.Value;
            return;
        }
        if (message.Headers.TryAddWithoutValidation(header.Name, header.Value)) return;
        message.Content ??= new ByteArrayContent([]);
        if (!message.Content.Headers.TryAddWithoutValidation(header.Name, header.Value))
            throw new HttpCallException($"the header '{header.Name}' can't be sent: its name is not of HTTP's form");
    }

    private static string Shown(string name) => string.Concat(name.Select(letter => char.IsControl(letter) ? '?' : letter));
}
