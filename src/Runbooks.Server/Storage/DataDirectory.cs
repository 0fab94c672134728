namespace Runbooks.Server.Storage;

/// <summary>The folder in which a process keeps its runs and their logs.</summary>
public sealed record DataDirectory(string Path)
{
    private const string StoreName = "runbooks.db", LogsName = "logs", StepsName = "steps";

    public string Store => System.IO.Path.Combine(Path, StoreName);

    public string Logs => System.IO.Path.Combine(Path, LogsName);

    /// <summary>Where steps that are local processes have their own folders.</summary>
    public string Steps => System.IO.Path.Combine(Path, StepsName);

    /// <summary>The store of its runs; made, with the folder, if it isn't there.</summary>
    /// <exception cref="StoreException">It can't be used.</exception>
    public RunStore Open(TimeProvider time)
    {
        Tighten();
        return new RunStore(Store, time);
    }

    /// <summary>The same, only to read: it may be another user's, or a copy that can't be written.</summary>
    /// <exception cref="StoreException">It can't be used.</exception>
    public RunStore OpenToRead(TimeProvider time)
    {
        Tighten();
        return RunStore.ToRead(Store, time);
    }

    /// <summary>Makes what is there already its owner's alone; one that holds other things, too, may be meant for others.</summary>
    private void Tighten()
    {
        PrivateFiles.Tighten(Logs);
        PrivateFiles.Tighten(Steps);
        if (IsOurs()) PrivateFiles.Tighten(Path);
    }

    private bool IsOurs()
    {
        try
        {
            return Directory.Exists(Path) && Directory.EnumerateFileSystemEntries(Path).Select(System.IO.Path.GetFileName)
                .All(name => name is LogsName or StepsName || name!.StartsWith(StoreName, StringComparison.Ordinal));
        }
        catch (UnauthorizedAccessException)
        {
            return false;
        }
    }
}
