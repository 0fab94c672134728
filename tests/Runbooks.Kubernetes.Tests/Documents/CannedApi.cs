using System.Net;
using System.Net.Sockets;
using System.Text;
using k8s;
using Runbooks.Kubernetes.Clusters;

namespace Runbooks.Kubernetes.Tests.Documents;

/// <summary>An API server that has a few objects, by path, and nothing else.</summary>
internal sealed class CannedApi : IDisposable
{
    private readonly HttpListener _listener = new();
    private readonly IReadOnlyDictionary<string, string> _objects;

    public CannedApi(IReadOnlyDictionary<string, string> objects)
    {
        _objects = objects;
        var address = $"http://127.0.0.1:{FreePort()}/";
        _listener.Prefixes.Add(address);
        _listener.Start();
        _ = AnswerAsync();
        Cluster = new ClusterConnection(new KubernetesClientConfiguration { Host = address });
    }

    public ClusterConnection Cluster { get; }

    /// <summary>The paths asked for, in order.</summary>
    public List<string> Asked { get; } = [];

    public void Dispose()
    {
        Cluster.Dispose();
        _listener.Close();
    }

    private async Task AnswerAsync()
    {
        while (_listener.IsListening)
        {
            HttpListenerContext request;
            try { request = await _listener.GetContextAsync(); }
            catch (Exception closed) when (closed is HttpListenerException or ObjectDisposedException) { return; }
            var path = request.Request.Url!.AbsolutePath;
            Asked.Add(path);
            var found = _objects.TryGetValue(path, out var text);
            request.Response.StatusCode = found ? 200 : 404;
            request.Response.ContentType = "application/json";
            request.Response.Close(Encoding.UTF8.GetBytes(text ?? """{"kind": "Status", "status": "Failure", "reason": "NotFound", "code": 404}"""), willBlock: true);
        }
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
