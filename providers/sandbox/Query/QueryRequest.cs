using System.Text;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Runbooks.Providers.Sandbox.Authentication;

namespace Runbooks.Providers.Sandbox.Query;

/// <summary>An AWS Query request as it came over the wire: form-encoded body, or the query of a GET.</summary>
internal sealed class QueryRequest
{
    private static readonly string[] SecretParameters = ["WebIdentityToken", "UserData", "UserData.Value", "TokenCode"];

    private QueryRequest(HttpRequest http, byte[] body, string text)
    {
        Http = http;
        Body = body;
        (Parameters, Flat) = QueryTree.Parse(text.AsMemory());
    }

    public HttpRequest Http { get; }

    public byte[] Body { get; }

    public QueryTree Parameters { get; }

    public string Operation => Parameters.Text("Action") ?? "";

    /// <summary>As the client and the log know it.</summary>
    public string Id { get; } = Guid.NewGuid().ToString();

    private List<KeyValuePair<string, string>> Flat { get; }

    public static async Task<QueryRequest> ReadAsync(HttpContext context)
    {
        using var buffer = new MemoryStream();
        await context.Request.Body.CopyToAsync(buffer, context.RequestAborted);
        var body = buffer.ToArray();
        var target = context.Features.GetRequiredFeature<IHttpRequestFeature>().QueryString.TrimStart('?');
        var form = Encoding.UTF8.GetString(body);
        return new QueryRequest(context.Request, body, target.Length == 0 ? form : $"{target}&{form}");
    }

    public LoggedRequest ToLog(AwsService service, AuthorizationHeader? signature, DateTimeOffset now) => new()
    {
        Time = now,
        Service = service.Name,
        Operation = Operation,
        Region = signature?.Region ?? "",
        AccessKeyId = signature?.AccessKeyId ?? "",
        RequestId = Id,
        ClientToken = Parameters.Text("ClientToken"),
        Parameters = Shown(),
    };

    private Dictionary<string, string> Shown()
    {
        var shown = new Dictionary<string, string>(Flat.Count, StringComparer.Ordinal);
        foreach (var (name, value) in Flat)
        {
            if (name is not ("Action" or "Version"))
                shown[name] = SecretParameters.Contains(name) ? "***" : value;
        }

        return shown;
    }
}
