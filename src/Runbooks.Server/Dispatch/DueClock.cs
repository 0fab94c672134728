using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Runbooks.Server.Workers;

namespace Runbooks.Server.Dispatch;

/// <summary>
/// Keeps this worker's leases, and wakes a job now and then for what became due elsewhere: runs submitted by other processes, and
/// runs whose worker has died.
/// </summary>
internal sealed partial class DueClock(OwnerWatch owners, Worker worker, DueRuns due, TimeProvider time, WorkerOptions options, ILogger<DueClock> logger)
    : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(options.Lease / 3, time);
        do await TickAsync();
        while (await timer.WaitForNextTickAsync(stoppingToken));
    }

    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await base.StopAsync(cancellationToken);
        await worker.StopAsync();
    }

    private async Task TickAsync()
    {
        try
        {
            await worker.RenewLeasesAsync();
            await owners.ReleaseGoneAsync();
        }
        catch (Exception failure)
        {
            // A store that fails now may work at the next tick; the process must not end because of it.
            LogFailed(failure);
        }
        due.Wake();
    }

    [LoggerMessage(1, LogLevel.Error, "The leases could not be looked after; trying again soon")]
    private partial void LogFailed(Exception failure);
}
