using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Runbooks.EndToEnd.Tests.Examples;

/// <summary>Stands in for the web pages that the examples ask for: what their paths say is what they answer.</summary>
internal sealed class ExampleSite : IDisposable
{
    private readonly HttpListener _listener;

    private ExampleSite(HttpListener listener, string address) => (_listener, Address) = (listener, address);

    public string Address { get; }

    public static ExampleSite Start()
    {
        var address = $"http://127.0.0.1:{FreePort()}";
        var listener = new HttpListener { Prefixes = { address + "/" } };
        listener.Start();
        var site = new ExampleSite(listener, address);
        _ = site.AnswerAsync();
        return site;
    }

    public void Dispose() => _listener.Close();

    private async Task AnswerAsync()
    {
        while (_listener.IsListening)
        {
            try
            {
                var request = await _listener.GetContextAsync();
                request.Response.StatusCode = Status(request.Request.Url!.AbsolutePath);
                request.Response.Close(Encoding.UTF8.GetBytes("This is google.\n"), willBlock: false);
            }
            catch (Exception closed) when (closed is HttpListenerException or ObjectDisposedException)
            {
                // The site is closed, or the client has gone.
            }
        }
    }

    private static int Status(string path) => path switch
    {
        "/status/201" => 201,
        _ when path.Contains("thisisnotahash", StringComparison.Ordinal) => 404,
        _ => 200,
    };

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
