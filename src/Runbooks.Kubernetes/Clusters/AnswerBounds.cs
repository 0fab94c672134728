using System.Globalization;
using System.Web;

namespace Runbooks.Kubernetes.Clusters;

/// <summary>
/// Bounds what an API server may answer: what is longer is cut off with an error, before it takes all memory. Kubernetes stores no object over 3 MB.
/// Of a log, each request says how much it takes.
/// </summary>
internal sealed class AnswerBounds : DelegatingHandler
{
    public const long LongestObject = 16 * 1024 * 1024;
    public const long LongestList = 512 * 1024 * 1024;

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var response = await base.SendAsync(request, cancellationToken);
        var answer = await response.Content.ReadAsStreamAsync(cancellationToken);
        var content = new StreamContent(new BoundedStream(answer, BoundOf(request, response), IsWatch(request)));
        foreach (var (name, values) in response.Content.Headers) content.Headers.TryAddWithoutValidation(name, values);
        response.Content = content;
        return response;
    }

    private static long BoundOf(HttpRequestMessage request, HttpResponseMessage response)
    {
        if (!response.IsSuccessStatusCode || IsWatch(request)) return LongestObject;
        if (AskedFor(request) is { } asked) return asked + LongestObject;
        return request.Method == HttpMethod.Get && !NamesAnObject(request.RequestUri!.AbsolutePath) ? LongestList : LongestObject;
    }

    private static long? AskedFor(HttpRequestMessage request) =>
        HttpUtility.ParseQueryString(request.RequestUri!.Query)["limitBytes"] is { } limit && long.TryParse(limit, NumberStyles.None, CultureInfo.InvariantCulture, out var bytes) ? bytes : null;

    private static bool IsWatch(HttpRequestMessage request) => request.RequestUri!.Query.Contains("watch=true", StringComparison.Ordinal);

    // …/namespaces/NAMESPACE/RESOURCE/NAME
    private static bool NamesAnObject(string path) => path.Split('/') is var parts && Array.IndexOf(parts, "namespaces") is var at and >= 0 && parts.Length > at + 3;
}
