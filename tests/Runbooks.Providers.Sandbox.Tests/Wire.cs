using System.Net.Http.Headers;
using System.Text;
using System.Xml.Linq;

namespace Runbooks.Providers.Sandbox.Tests;

/// <summary>Sends what no SDK would: Query requests written by hand, with a credential scope but no real signature.</summary>
internal sealed class Wire(Uri endpoint) : IDisposable
{
    public const string Scope =
        "AWS4-HMAC-SHA256 Credential=AKIASANDBOX000000001/20260301/ap-northeast-1/ec2/aws4_request, SignedHeaders=host, Signature=00";

    private readonly HttpClient _http = new() { BaseAddress = endpoint };

    public Task<WireAnswer> Send(string action, string version = "2016-11-15", string? authorization = Scope) =>
        SendBody($"Action={action}&Version={version}", authorization);

    public async Task<WireAnswer> SendBody(string body, string? authorization = Scope)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/");
        request.Content = new StringContent(body, Encoding.UTF8, new MediaTypeHeaderValue("application/x-www-form-urlencoded"));
        if (authorization is not null)
            request.Headers.TryAddWithoutValidation("Authorization", authorization);
        using var response = await _http.SendAsync(request);
        var text = await response.Content.ReadAsStringAsync();
        return new WireAnswer((int)response.StatusCode, text.Length == 0 ? null : XElement.Parse(text));
    }

    public void Dispose() => _http.Dispose();
}

internal sealed record WireAnswer(int Status, XElement? Xml)
{
    /// <summary>The first element of that name, wherever it is.</summary>
    public string? Value(string element) => Xml?.Descendants().FirstOrDefault(e => e.Name.LocalName == element)?.Value;
}
