using System.Buffers;
using System.Net;
using k8s;
using k8s.Autorest;
using Runbooks.Secrets;

namespace Runbooks.Kubernetes.Clusters;

/// <summary>
/// The client puts names into paths as they are. Here no call goes out whose path a name could have led elsewhere (<c>../../kube-system/secrets/key</c>):
/// it is refused as an API server would refuse it.
/// </summary>
internal sealed class PathCheckedClient(KubernetesClientConfiguration configuration, params DelegatingHandler[] handlers) : k8s.Kubernetes(configuration, handlers)
{
    // Roles' names may have colons. The client writes the core's group as an empty segment.
    private static readonly SearchValues<char> Plain = SearchValues.Create("-._:@abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789");

    protected override Task<HttpResponseMessage> SendRequest<T>(
        string relativeUri, HttpMethod method, IReadOnlyDictionary<string, IReadOnlyList<string>> customHeaders, T body, CancellationToken cancellationToken)
    {
        CheckPath(relativeUri);
        return base.SendRequest(relativeUri, method, customHeaders, body, cancellationToken);
    }

    /// <summary>The name itself, where a user gives it.</summary>
    /// <exception cref="HttpOperationException">It is none.</exception>
    public static string Checked(string name) => ObjectName.Complaint(name) is { } complaint ? throw Refused(complaint) : name;

    private static void CheckPath(string uri)
    {
        var parts = uri.Split('?');
        // A name may hold what begins a query, too.
        if (parts.Length > 2) throw Refused("a name has a '?'");
        var segments = parts[0].Trim('/').Split('/');
        foreach (var segment in segments)
            if (segment is "." or ".." || segment.AsSpan().ContainsAnyExcept(Plain)) throw Refused($"'{segment}' in '{parts[0]}' is no name");
        if (Array.IndexOf(segments, "namespaces") is var at and >= 0 && segments.Length > at + 1) Checked(segments[at + 1]);
    }

    private static HttpOperationException Refused(string message) => new(message)
    {
        Response = new HttpResponseMessageWrapper(new HttpResponseMessage(HttpStatusCode.UnprocessableEntity), message),
    };
}
