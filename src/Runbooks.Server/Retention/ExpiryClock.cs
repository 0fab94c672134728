using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Runbooks.Server.Retention;

/// <summary>Deletes runs when their time has come, whoever has carried them out.</summary>
internal sealed partial class ExpiryClock(RunRemoval removal, TimeProvider time, ILogger<ExpiryClock> logger) : BackgroundService
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Pause, time);
        while (await timer.WaitForNextTickAsync(stoppingToken)) await LookAsync();
    }

    private async Task LookAsync()
    {
        try
        {
            await removal.DeleteExpiredAsync();
        }
        catch (Exception failure)
        {
            // A store that fails now may work at the next look.
            LogFailed(failure);
        }
    }

    [LoggerMessage(1, LogLevel.Error, "Runs whose time is over could not be deleted; trying again soon")]
    private partial void LogFailed(Exception failure);
}
