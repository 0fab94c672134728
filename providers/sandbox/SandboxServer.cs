using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Runbooks.Providers.Sandbox.Query;

namespace Runbooks.Providers.Sandbox;

/// <summary>
/// A simulated EC2 fleet on 127.0.0.1 that speaks the EC2 (2016-11-15) and STS (2011-06-15) Query protocols, for the
/// AWS SDKs and the <c>aws</c> command line. State is kept by account and region, in memory.
/// </summary>
public sealed class SandboxServer : IAsyncDisposable
{
    // 20,000 instance ids in one request are under 1 MB.
    private const long MaxRequestBytes = 4 * 1024 * 1024;

    private readonly SandboxOptions _options;
    private readonly FaultPlan _faults;
    private readonly WebApplication _web;
    private volatile World _world;

    private SandboxServer(SandboxOptions options)
    {
        _options = options;
        _world = new World(options);
        _faults = new FaultPlan(options.Faults, options.Seed);
        Requests = new RequestLog(options.RequestLogCapacity);
        _web = Build(options.Port);
        Map();
    }

    /// <summary>As in <c>http://127.0.0.1:49152/</c>: the SDK's <c>ServiceURL</c>, the command line's <c>--endpoint-url</c>.</summary>
    public Uri Endpoint => field ??= new(_web.Urls.First());

    /// <summary>The requests so far.</summary>
    public RequestLog Requests { get; }

    /// <summary>Starts a server; it answers when this returns.</summary>
    /// <exception cref="IOException">The port is in use.</exception>
    public static async Task<SandboxServer> StartAsync(SandboxOptions options, CancellationToken cancellation = default)
    {
        var server = new SandboxServer(options);
        try
        {
            await server._web.StartAsync(cancellation);
        }
        catch
        {
            await server.DisposeAsync();
            throw;
        }

        return server;
    }

    /// <summary>All instances as they are now, without a request in the log.</summary>
    public IReadOnlyList<SandboxInstance> Instances() => _world.Cloud.Instances(_options.TimeProvider.GetUtcNow());

    /// <summary>Adds a fault behind those that are there; the first that strikes a request wins.</summary>
    public void Inject(Fault fault) => _faults.Add(fault);

    /// <summary>Removes all faults.</summary>
    public void ClearFaults() => _faults.Clear();

    /// <summary>Back to the fleet of the options: no changes, no sessions, an empty request log. Faults stay.</summary>
    public void Reset()
    {
        _world = new World(_options);
        Requests.Clear();
    }

    /// <summary>Stops answering; open connections are closed.</summary>
    public ValueTask DisposeAsync() => _web.DisposeAsync();

    private static WebApplication Build(int port)
    {
        // The empty builder reads no settings of the host program, its environment or its arguments.
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel =>
        {
            kestrel.Listen(IPAddress.Loopback, port);
            kestrel.AddServerHeader = false;
            kestrel.Limits.MaxRequestBodySize = MaxRequestBytes;
        });
        return builder.Build();
    }

    private void Map()
    {
        var aws = new QueryEndpoint(_options, _faults, Requests, () => _world);
        var own = new SandboxEndpoint(this);
        _web.Run(context => context.Request.Path.StartsWithSegments("/sandbox") ? own.HandleAsync(context) : aws.HandleAsync(context));
    }
}
