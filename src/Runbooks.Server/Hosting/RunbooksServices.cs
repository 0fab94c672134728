using Hangfire;
using Hangfire.AspNetCore;
using Hangfire.InMemory;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Runbooks.Engine.Runs.Memoization;
using Runbooks.Engine.Steps;
using Runbooks.Kubernetes.Clusters;
using Runbooks.Kubernetes.ConfigMaps;
using Runbooks.Kubernetes.Pods;
using Runbooks.Kubernetes.Resources;
using Runbooks.Kubernetes.Runs;
using Runbooks.Kubernetes.Secrets;
using Runbooks.Secrets;
using Runbooks.Server.Clouds;
using Runbooks.Server.Dispatch;
using Runbooks.Server.Locks;
using Runbooks.Server.Logs;
using Runbooks.Server.Memoization;
using Runbooks.Server.Metering;
using Runbooks.Server.Requests;
using Runbooks.Server.Retention;
using Runbooks.Server.Secrets;
using Runbooks.Server.Steps;
using Runbooks.Server.Steps.Http;
using Runbooks.Server.Steps.Processes;
using Runbooks.Server.Storage;
using Runbooks.Server.Workers;

namespace Runbooks.Server.Hosting;

/// <summary>Every part of the service, in one list.</summary>
public static class RunbooksServices
{
    public static IServiceCollection AddRunbooks(this IServiceCollection services, RunbooksOptions options) => services
        .AddSingleton(options)
        .AddSingleton(options.Worker)
        .AddSingleton(TimeProvider.System)
        .AddStorage(new DataDirectory(options.DataDirectory))
        .AddDispatch()
        .AddWorker();

    /// <summary>How steps are carried out: natively by the providers, as Pods or as local processes.</summary>
    internal static IServiceCollection AddSteps(this IServiceCollection services, RunbooksOptions options, CloudProviders clouds)
    {
        if (ClusterConnection.TryOpen() is { } cluster)
        {
            services.AddSingleton(cluster);
            services.AddSingleton<ISecretSource>(provider => new KubernetesSecretSource(cluster, provider.GetRequiredService<TimeProvider>()));
            services.AddSingleton(provider => new ConfigMapClient(cluster, provider.GetRequiredService<TimeProvider>()));
            if (options.Runtime == ContainerRuntime.Kubernetes) services.AddSingleton<IMemoizationCache>(provider => new ConfigMapCache(cluster, provider.GetRequiredService<TimeProvider>()));
            if (options.Runtime == ContainerRuntime.Kubernetes)
                services.AddSingleton<IRunResources>(provider => new ClusterRunResources(cluster, new PodOptions(), provider.GetRequiredService<TimeProvider>()));
            services.AddSingleton(provider => new PodStepExecutor(cluster, new PodOptions(), provider.GetRequiredService<TimeProvider>()));
            services.AddSingleton(provider => new ResourceStepExecutor(cluster, new PodOptions(), provider.GetRequiredService<TimeProvider>()));
        }
        else
        {
            services.AddSingleton<ISecretSource>(new NoSecrets(ClusterConnection.Sources));
        }
        return services
            .AddSingleton(clouds)
            .AddHttpSteps()
            .AddSingleton(provider => new StepExecutors(
                options.Runtime == ContainerRuntime.Process ? new ProcessStepExecutor(new DataDirectory(options.DataDirectory).Steps, provider.GetRequiredService<TimeProvider>())
                    : provider.GetService<PodStepExecutor>() ?? (IStepExecutor)new NoClusterStepExecutor(ClusterConnection.Sources),
                new PluginStepExecutor(clouds.All, provider.GetRequiredService<ISecretSource>(), provider.GetRequiredService<TimeProvider>()),
                provider.GetRequiredService<HttpStepExecutor>(),
                provider.GetService<ResourceStepExecutor>() ?? (IStepExecutor)new NoClusterStepExecutor(ClusterConnection.Sources)));
    }

    private static IServiceCollection AddStorage(this IServiceCollection services, DataDirectory folder) => services
        .AddSingleton(provider => folder.Open(provider.GetRequiredService<TimeProvider>()))
        .AddSingleton<RunRequests>()
        .AddSingleton<RunRemoval>()
        .AddSingleton(new LogStore(folder.Logs));

    /// <summary>Hangfire says that runs are due; it holds no truth, so it needs no disk.</summary>
    private static IServiceCollection AddDispatch(this IServiceCollection services) => services
        // Hangfire's own way is a static storage and a static activator, which two hosts in one process would take from each other.
        .AddSingleton<JobStorage>(_ => new InMemoryStorage())
        .AddSingleton<JobActivator>(provider => new AspNetCoreJobActivator(provider.GetRequiredService<IServiceScopeFactory>()))
        .AddHangfire((provider, hangfire) => hangfire.UseRecommendedSerializerSettings().UseLogProvider(new HangfireLog(provider.GetRequiredService<ILoggerFactory>())))
        .AddHangfireServer(server =>
        {
            server.WorkerCount = 2;
            server.ShutdownTimeout = TimeSpan.FromSeconds(2);
        })
        .AddSingleton<DueRuns>()
        .AddSingleton<AdvanceDueRuns>()
        .AddHostedService<DueClock>()
        .AddHostedService<ExpiryClock>()
        .AddHostedService<RequestClock>();

    private static IServiceCollection AddWorker(this IServiceCollection services) => services
        .AddSingleton<StepRunner>()
        .AddSingleton(provider => new SemaphoreLimits(provider.GetService<ConfigMapClient>(), provider.GetRequiredService<TimeProvider>()))
        .AddSingleton<LockWaiters>()
        .AddHostedService(provider => provider.GetRequiredService<LockWaiters>())
        .AddSingleton<IMemoizationCache>(provider => provider.GetRequiredService<RunStore>().MemoizedOutputs)
        .AddSingleton<CacheDesk>()
        .AddSingleton(provider => new RunResourceDesk(provider.GetService<IRunResources>(), provider.GetRequiredService<TimeProvider>()))
        .AddSingleton<CustomMetrics>()
        .AddSingleton<OwnerWatch>()
        .AddSingleton<Worker>();
}
