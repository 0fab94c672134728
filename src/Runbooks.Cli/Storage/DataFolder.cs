using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;
using Runbooks.Engine.Runs;
using Runbooks.Engine.Status;
using Runbooks.Server.Hosting;
using Runbooks.Server.Logs;
using Runbooks.Server.Requests;
using Runbooks.Server.Retention;
using Runbooks.Server.Storage;

namespace Runbooks.Cli.Storage;

/// <summary>The runs and logs in a data folder, for commands that look, or ask something of a run.</summary>
internal sealed class DataFolder : IAsyncDisposable
{
    private readonly ServiceProvider _services;
    private readonly string _folder;

    private DataFolder(string folder)
    {
        _folder = folder;
        _services = new ServiceCollection().AddRunbooks(new RunbooksOptions { DataDirectory = folder }).BuildServiceProvider();
        Runs = _services.GetRequiredService<RunStore>();
        Logs = _services.GetRequiredService<LogStore>();
        Removal = _services.GetRequiredService<RunRemoval>();
        Requests = _services.GetRequiredService<RunRequests>();
    }

    public RunStore Runs { get; }

    public LogStore Logs { get; }

    public RunRequests Requests { get; }

    public RunRemoval Removal { get; }

    /// <exception cref="CommandException">It isn't there, or can't be read.</exception>
    public static async Task<DataFolder> OpenAsync(string folder)
    {
        if (!Directory.Exists(folder)) throw CommandException.BadInput($"there are no runs yet: no folder {folder} (another one: --data DIR or RUNBOOKS_DATA)");
        return await ReachingAsync(folder, async () =>
        {
            var data = new DataFolder(folder);
            // No process may have been there when their time came.
            await data.Removal.DeleteExpiredAsync();
            return data;
        });
    }

    /// <summary>The same, but makes it if it isn't there.</summary>
    /// <exception cref="CommandException">It can't be made, or read.</exception>
    public static Task<DataFolder> MakeAsync(string folder) => ReachingAsync(folder, () => Task.FromResult(new DataFolder(folder)));

    /// <summary>What can go wrong with a folder of files, said for the user.</summary>
    public static async Task<T> ReachingAsync<T>(string folder, Func<Task<T>> open)
    {
        try
        {
            return await open();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or SqliteException or InvalidOperationException)
        {
            throw CommandException.Unreachable($"can't use the data folder {folder}: {e.Message}");
        }
    }

    /// <exception cref="CommandException">There is no such run.</exception>
    public RunSummary Find(string run, string? @namespace)
    {
        if (Runs.Find(run, @namespace) is { } found) return found;
        var what = run == "@latest" ? "there is no run" : $"there is no run '{run}'";
        var where = @namespace is null ? "" : $" in namespace '{@namespace}'";
        throw CommandException.BadInput($"{what}{where} in {_folder}; runbooks list shows all");
    }

    public RunState Read(RunSummary run) => RunState.Replay(Runs.ReadEvents(run.Id).Events);

    /// <summary>How long the run is likely to take, or null if no run of its runbook has succeeded before.</summary>
    public RunEstimate? Estimate(string runId) => Runs.FindBaseline(runId) is { } baseline ? new RunEstimate(Read(baseline)) : null;

    public ValueTask DisposeAsync() => _services.DisposeAsync();
}
