using Runbooks.Engine.Runs;
using Runbooks.Engine.Status;
using Runbooks.Server.Logs;
using Runbooks.Server.Requests;
using Runbooks.Server.Retention;
using Runbooks.Server.Storage;

namespace Runbooks.Cli.Storage;

/// <summary>The runs and logs in a data folder, for commands that look, or ask something of a run.</summary>
internal sealed class DataFolder : IAsyncDisposable
{
    private readonly string _folder;

    private DataFolder(DataDirectory folder, RunStore runs)
    {
        _folder = folder.Path;
        Runs = runs;
        Logs = new LogStore(folder.Logs);
        Removal = new RunRemoval(runs, Logs);
        Requests = new RunRequests(runs, TimeProvider.System);
    }

    public RunStore Runs { get; }

    public LogStore Logs { get; }

    public RunRequests Requests { get; }

    public RunRemoval Removal { get; }

    /// <summary>Something has been run there.</summary>
    /// <exception cref="CommandException">It can't be looked at.</exception>
    public static bool HasRuns(string folder)
    {
        try
        {
            File.GetAttributes(new DataDirectory(folder).Store);
            return true;
        }
        catch (FileNotFoundException)
        {
            return false;
        }
        catch (DirectoryNotFoundException)
        {
            return FileOnTheWay(folder) is not { } file ? false : throw Unusable(folder, $"{file} is a file");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw Unusable(folder, e.Message);
        }
    }

    /// <summary>To look only: nothing is written, so it may be another user's, or a copy that can't be.</summary>
    /// <exception cref="CommandException">There are no runs yet.</exception>
    /// <exception cref="StoreException">It can't be read.</exception>
    public static DataFolder OpenToRead(string folder)
    {
        RequireRuns(folder);
        var data = new DataDirectory(folder);
        return new DataFolder(data, data.OpenToRead(TimeProvider.System));
    }

    /// <exception cref="CommandException">There are no runs yet.</exception>
    /// <exception cref="StoreException">It can't be written.</exception>
    public static async Task<DataFolder> OpenAsync(string folder)
    {
        RequireRuns(folder);
        var data = Make(folder);
        // No process may have been there when their time came.
        await data.Removal.DeleteExpiredAsync();
        return data;
    }

    /// <summary>The same, but makes it if it isn't there.</summary>
    /// <exception cref="StoreException">It can't be made, or written.</exception>
    public static DataFolder Make(string folder)
    {
        var data = new DataDirectory(folder);
        return new DataFolder(data, data.Open(TimeProvider.System));
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

    public ValueTask DisposeAsync() => Runs.DisposeAsync();

    private static void RequireRuns(string folder)
    {
        if (!HasRuns(folder)) throw CommandException.BadInput($"there are no runs yet in {folder} (another folder: --data DIR or RUNBOOKS_DATA)");
    }

    private static string? FileOnTheWay(string folder)
    {
        for (var path = Path.GetFullPath(folder); path is not null && !Directory.Exists(path); path = Path.GetDirectoryName(path))
            if (File.Exists(path)) return path;
        return null;
    }

    private static CommandException Unusable(string folder, string reason) => CommandException.Unreachable($"can't use the data folder {folder}: {reason}");
}
