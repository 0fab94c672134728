using Hangfire;
using Microsoft.Extensions.DependencyInjection;
using Runbooks.Server.Dispatch;
using Runbooks.Server.Logs;
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
        .AddStorage(options.DataDirectory)
        .AddDispatch()
        .AddWorker();

    private static IServiceCollection AddStorage(this IServiceCollection services, string folder) => services
        .AddSingleton(provider => new RunStore(Path.Combine(folder, "runbooks.db"), provider.GetRequiredService<TimeProvider>()))
        .AddSingleton(new LogStore(Path.Combine(folder, "logs")));

    /// <summary>Hangfire says that runs are due; it holds no truth, so it needs no disk.</summary>
    private static IServiceCollection AddDispatch(this IServiceCollection services) => services
        .AddHangfire(hangfire => hangfire.UseInMemoryStorage().UseRecommendedSerializerSettings())
        .AddHangfireServer(server =>
        {
            server.WorkerCount = 2;
            server.ShutdownTimeout = TimeSpan.FromSeconds(2);
        })
        .AddSingleton<DueRuns>()
        .AddSingleton<AdvanceDueRuns>()
        .AddHostedService<DueClock>();

    private static IServiceCollection AddWorker(this IServiceCollection services) => services
        .AddSingleton<StepRunner>()
        .AddSingleton<Worker>();
}
