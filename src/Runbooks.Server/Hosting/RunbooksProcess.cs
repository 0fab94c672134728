using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Runbooks.Engine.Compilation;
using Runbooks.Engine.Runs;
using Runbooks.Engine.Submission;
using Runbooks.Kubernetes.Clusters;
using Runbooks.Kubernetes.ConfigMaps;
using Runbooks.Providers.Sandbox;
using Runbooks.Server.Clouds;
using Runbooks.Server.Dispatch;
using Runbooks.Server.Logs;
using Runbooks.Server.Requests;
using Runbooks.Server.Storage;

namespace Runbooks.Server.Hosting;

/// <summary>A process that advances runs: the store, a worker, the clouds, and a cluster if there is one.</summary>
public sealed class RunbooksProcess : IAsyncDisposable
{
    private readonly IHost _host;
    private readonly SandboxServer? _sandbox;

    private RunbooksProcess(IHost host, SandboxServer? sandbox) => (_host, _sandbox) = (host, sandbox);

    public RunStore Store => _host.Services.GetRequiredService<RunStore>();

    public LogStore Logs => _host.Services.GetRequiredService<LogStore>();

    /// <summary>Another process, one that lives, has the run.</summary>
    public bool IsElsewhere(string runId) => _host.Services.GetRequiredService<RunRequests>().IsHeldElsewhere(runId);

    /// <summary>Where runs go that name no namespace.</summary>
    public string DefaultNamespace => _host.Services.GetService<ClusterConnection>()?.Namespace ?? "default";

    /// <summary>Starts it; runs that are due go on at once.</summary>
    /// <exception cref="ClusterUnreachableException">A cluster is configured and its configuration can't be used.</exception>
    public static async Task<RunbooksProcess> StartAsync(RunbooksOptions options, CancellationToken cancellation = default)
    {
        var sandbox = options.Sandbox ? await SandboxServer.StartAsync(new SandboxOptions(), cancellation) : null;
        try
        {
            var builder = Host.CreateEmptyApplicationBuilder(null);
            builder.Logging.AddSimpleConsole(console => console.SingleLine = true).SetMinimumLevel(options.LogLevel)
                .AddFilter("Microsoft.Hosting", LogLevel.Warning);
            builder.Services.Configure<Microsoft.Extensions.Logging.Console.ConsoleLoggerOptions>(console => console.LogToStandardErrorThreshold = LogLevel.Trace);
            builder.Services.AddRunbooks(options);
            builder.Services.AddSteps(options, sandbox is null ? CloudProviders.Real() : CloudProviders.Sandboxed(sandbox));
            var host = builder.Build();
            await host.StartAsync(cancellation);
            return new RunbooksProcess(host, sandbox);
        }
        catch when (sandbox is not null)
        {
            await sandbox.DisposeAsync();
            throw;
        }
    }

    /// <summary>Makes sure, before a run starts, that what it needs is there.</summary>
    /// <exception cref="ClusterUnreachableException">It has container steps or names a Secret, and there is no cluster or it does not answer.</exception>
    public async Task RequireAsync(CompiledRunbook runbook, CancellationToken cancellation)
    {
        if (ClusterNeed.Of(runbook, _host.Services.GetRequiredService<RunbooksOptions>()) is { } need) await Cluster(need).CheckAsync(cancellation);
    }

    /// <summary>Reads what a new run's parameters take from ConfigMaps.</summary>
    /// <returns>The run with what was found, or why it can't be started.</returns>
    /// <exception cref="ClusterUnreachableException">There is something to read, and no cluster.</exception>
    public async Task<Submitted> ReadConfigMapsAsync(RunSubmitted submitted, CancellationToken cancellation)
    {
        var found = await ReadAsync(ConfigMapParameters.OfArguments(submitted), submitted.Run.Namespace, cancellation);
        var given = ConfigMapParameters.WithArguments(submitted, found);
        if (given.Event is not { } run) return given;
        var more = await ReadAsync(ConfigMapParameters.OfTemplates(run), run.Run.Namespace, cancellation);
        return given with { Event = ConfigMapParameters.WithTemplates(run, more) };
    }

    /// <summary>Stores a new run and takes it up at once.</summary>
    /// <exception cref="RunNameTakenException">There is a run of that name.</exception>
    public async Task SubmitAsync(RunSubmitted submitted)
    {
        await Store.SubmitAsync(submitted);
        _host.Services.GetRequiredService<DueRuns>().Wake();
    }

    private async Task<IReadOnlyDictionary<ConfigMapKey, ConfigMapValue>> ReadAsync(IReadOnlyList<ConfigMapKey> keys, string @namespace, CancellationToken cancellation)
    {
        var found = new Dictionary<ConfigMapKey, ConfigMapValue>();
        if (ClusterNeed.Of(keys) is not { } need) return found;
        var configMaps = new ConfigMapSource(Cluster(need));
        foreach (var key in keys) found[key] = await configMaps.ReadAsync(@namespace, key, cancellation);
        return found;
    }

    private ClusterConnection Cluster(string need) =>
        _host.Services.GetService<ClusterConnection>() ?? throw new ClusterUnreachableException($"{need}, and there is no cluster: {ClusterConnection.Sources}");

    public async ValueTask DisposeAsync()
    {
        await _host.StopAsync();
        await ((IAsyncDisposable)_host).DisposeAsync();
        if (_sandbox is not null) await _sandbox.DisposeAsync();
    }
}
