using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using k8s;
using Runbooks.Kubernetes.Clusters;

namespace Runbooks.Kubernetes.Tests.Cluster;

/// <summary>Stands between us and the API server and cuts connections when told to.</summary>
internal sealed class CuttingProxy : IAsyncDisposable
{
    private readonly ConcurrentBag<TcpClient> _open = [];
    private readonly Uri _server;
    private readonly int _port;
    private TcpListener _listener;
    private Task _accepting;

    public CuttingProxy(string server)
    {
        _server = new Uri(server);
        _listener = new TcpListener(IPAddress.Loopback, 0);
        _listener.Start();
        _port = ((IPEndPoint)_listener.LocalEndpoint).Port;
        _accepting = AcceptAsync(_listener);
    }

    /// <summary>The cluster by way of the proxy.</summary>
    public ClusterConnection Connect()
    {
        var configuration = KubernetesClientConfiguration.BuildDefaultConfig();
        configuration.Host = configuration.Host.Replace(_server.Authority, $"127.0.0.1:{_port}", StringComparison.Ordinal);
        return new ClusterConnection(configuration);
    }

    public void CutAll()
    {
        while (_open.TryTake(out var client)) client.Close();
    }

    /// <summary>Cuts all and accepts no more.</summary>
    public void Stop()
    {
        _listener.Stop();
        CutAll();
    }

    public void Start()
    {
        _listener = new TcpListener(IPAddress.Loopback, _port);
        _listener.Start();
        _accepting = AcceptAsync(_listener);
    }

    public async ValueTask DisposeAsync()
    {
        Stop();
        await _accepting;
    }

    private async Task AcceptAsync(TcpListener listener)
    {
        try
        {
            while (true) _ = RelayAsync(await listener.AcceptTcpClientAsync());
        }
        catch (Exception e) when (e is SocketException or ObjectDisposedException)
        {
            // Stopped.
        }
    }

    private async Task RelayAsync(TcpClient client)
    {
        using var server = new TcpClient();
        _open.Add(client);
        _open.Add(server);
        try
        {
            await server.ConnectAsync(_server.Host, _server.Port);
            await Task.WhenAny(client.GetStream().CopyToAsync(server.GetStream()), server.GetStream().CopyToAsync(client.GetStream()));
        }
        catch (Exception e) when (e is IOException or SocketException or ObjectDisposedException or InvalidOperationException)
        {
            // Cut.
        }
        finally
        {
            client.Close();
        }
    }
}
