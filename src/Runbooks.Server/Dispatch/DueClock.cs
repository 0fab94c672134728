using Microsoft.Extensions.Hosting;
using Runbooks.Server.Storage;
using Runbooks.Server.Workers;

namespace Runbooks.Server.Dispatch;

/// <summary>
/// Keeps this worker's leases, and wakes a job now and then for what became due elsewhere: runs submitted by other processes, and
/// runs whose worker has died.
/// </summary>
internal sealed class DueClock(RunStore store, Worker worker, DueRuns due, TimeProvider time, WorkerOptions options) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await store.ReleaseOwnersAsync(WorkerIdentity.IsGone);
        due.Wake();
        using var timer = new PeriodicTimer(options.Lease / 3, time);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            await worker.RenewLeasesAsync();
            await store.ReleaseOwnersAsync(WorkerIdentity.IsGone);
            due.Wake();
        }
    }

    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await base.StopAsync(cancellationToken);
        await worker.StopAsync();
    }
}
