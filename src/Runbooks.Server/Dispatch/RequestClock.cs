using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Runbooks.Server.Storage;
using Runbooks.Server.Workers;

namespace Runbooks.Server.Dispatch;

/// <summary>Looks, often, whether another process wants something of the runs that this worker has: the store is all that both of them see.</summary>
internal sealed partial class RequestClock(RunStore store, Worker worker, TimeProvider time, ILogger<RequestClock> logger) : BackgroundService
{
    /// <summary>A person who has typed <c>stop</c> doesn't feel it; one look costs some microseconds.</summary>
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(250);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Pause, time);
        while (await timer.WaitForNextTickAsync(stoppingToken))
            if (worker.HasRuns) Look();
    }

    private void Look()
    {
        try
        {
            foreach (var run in store.RunsWithRequests()) worker.TellOfRequests(run);
        }
        catch (Exception failure)
        {
            // A store that fails now may work at the next look.
            LogFailed(failure);
        }
    }

    [LoggerMessage(1, LogLevel.Error, "Requests to runs could not be read; trying again soon")]
    private partial void LogFailed(Exception failure);
}
