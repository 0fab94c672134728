using Amazon.EC2;
using Amazon.EC2.Model;
using Amazon.Runtime;
using Runbooks.Providers.Sandbox;

namespace Runbooks.Benchmarks.Native;

/// <summary>What a program without an engine would do, with the SDK client set up as the provider sets up its own.</summary>
internal sealed class BareSide : IDisposable
{
    private readonly int _atOnce;
    private readonly Connections _connections = new();
    private readonly AmazonEC2Client _client;

    public BareSide(SandboxServer cloud, int atOnce)
    {
        _atOnce = atOnce;
        var key = SandboxCredential.Default;
        _client = new AmazonEC2Client(new BasicAWSCredentials(key.AccessKeyId, key.SecretAccessKey), new AmazonEC2Config
        {
            ServiceURL = cloud.Endpoint.AbsoluteUri,
            AuthenticationRegion = Fleet.DefaultRegion,
            HttpClientFactory = _connections,
            RetryMode = RequestRetryMode.Standard,
            MaxErrorRetry = 0,
            MaxStaleConnectionRetries = 0,
        });
    }

    public Task StopAsync(IReadOnlyList<string> ids) =>
        Parallel.ForEachAsync(ids, new ParallelOptions { MaxDegreeOfParallelism = _atOnce }, async (id, cancellation) =>
            await _client.StopInstancesAsync(new StopInstancesRequest { InstanceIds = [id] }, cancellation));

    public void Dispose()
    {
        _client.Dispose();
        _connections.Dispose();
    }

    private sealed class Connections : HttpClientFactory, IDisposable
    {
        private readonly HttpClient _client = new(new SocketsHttpHandler { MaxConnectionsPerServer = 256, AllowAutoRedirect = false });

        public override HttpClient CreateHttpClient(IClientConfig clientConfig) => _client;
        public override bool UseSDKHttpClientCaching(IClientConfig clientConfig) => false;
        public override bool DisposeHttpClientsAfterUse(IClientConfig clientConfig) => false;
        public void Dispose() => _client.Dispose();
    }
}
