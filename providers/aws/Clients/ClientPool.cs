using Amazon;
using Amazon.Runtime;
using Runbooks.Providers.Aws.Operations;

namespace Runbooks.Providers.Aws.Clients;

/// <summary>SDK clients by where they call and as whom. The connections under them are shared by all.</summary>
internal sealed class ClientPool : IDisposable
{
    private readonly HttpConnections _connections = new();
    private readonly RecentCache<Key, AmazonServiceClient> _clients = new(capacity: 256);

    static ClientPool() => SdkSettings.Apply();

    /// <param name="retries">
    /// False: the SDK sends each request once at most. By itself it also repeats requests whose answer was lost
    /// (and up to ten times more when a connection breaks), which is right only for calls that may be repeated.
    /// </param>
    public AmazonServiceClient Get(AwsService service, AwsConnection connection, bool retries) => _clients.GetOrAdd(
        new Key(service.Name, connection.Region, connection.Endpoint, connection.Identity, connection.IsFips, connection.IsDualstack, retries),
        () => service.NewClient(connection.Credentials, Configure(service.NewConfig(), connection, retries)));

    public void Dispose() => _connections.Dispose();

    private ClientConfig Configure(ClientConfig config, AwsConnection connection, bool retries)
    {
        config.HttpClientFactory = _connections;
        config.RetryMode = retries ? RequestRetryMode.Adaptive : RequestRetryMode.Standard;
        config.MaxErrorRetry = retries ? 5 : 0;
        config.MaxStaleConnectionRetries = retries ? 3 : 0;
        if (connection.Endpoint is { } endpoint)
        {
            config.ServiceURL = endpoint.AbsoluteUri;
            config.AuthenticationRegion = connection.Region;
        }
        else
        {
            config.RegionEndpoint = RegionEndpoint.GetBySystemName(connection.Region);
            if (connection.IsFips) config.UseFIPSEndpoint = true;
            if (connection.IsDualstack) config.UseDualstackEndpoint = true;
        }
        return config;
    }

    private sealed record Key(string Service, string Region, Uri? Endpoint, string Identity, bool IsFips, bool IsDualstack, bool Retries);
}
