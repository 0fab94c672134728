using Amazon.Runtime;

namespace Runbooks.Providers.Aws.Clients;

/// <summary>One pool of HTTP connections for all SDK clients.</summary>
internal sealed class HttpConnections : HttpClientFactory, IDisposable
{
    private readonly HttpClient _client = new(new AnswerCapture(new SocketsHttpHandler
    {
        MaxConnectionsPerServer = 256,
        ConnectTimeout = TimeSpan.FromSeconds(10),
        PooledConnectionLifetime = TimeSpan.FromMinutes(5),
        AllowAutoRedirect = false,
    }))
    {
        Timeout = TimeSpan.FromSeconds(60),
    };

    public override HttpClient CreateHttpClient(IClientConfig clientConfig) => _client;

    public override bool UseSDKHttpClientCaching(IClientConfig clientConfig) => false;

    public override bool DisposeHttpClientsAfterUse(IClientConfig clientConfig) => false;

    public void Dispose() => _client.Dispose();
}
