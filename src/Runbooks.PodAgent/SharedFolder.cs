namespace Runbooks.PodAgent;

/// <summary>
/// Where the command's agent and the sidecar meet. The agent holds a lock while it lives: should it be killed, out of memory say,
/// the lock falls and the sidecar waits no longer.
/// </summary>
internal sealed class SharedFolder(string path)
{
    private const UnixFileMode ReadableByAll = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead | UnixFileMode.OtherRead;

    private string LockFile => Path.Combine(path, "lock");

    private string ReportFile => Path.Combine(path, "report");

    /// <summary>The agent's part: takes the lock until the process ends.</summary>
    public FileStream Enter()
    {
        // Locked under another name first: the sidecar must never see it free.
        var held = new FileStream(LockFile + ".new", FileMode.Create, FileAccess.ReadWrite, FileShare.None);
        File.SetUnixFileMode(held.SafeFileHandle, ReadableByAll);
        File.Move(LockFile + ".new", LockFile, overwrite: true);
        return held;
    }

    /// <summary>The agent's part: the report appears whole or not at all.</summary>
    public void Write(string report)
    {
        File.WriteAllText(ReportFile + ".new", report);
        File.SetUnixFileMode(ReportFile + ".new", ReadableByAll);
        File.Move(ReportFile + ".new", ReportFile, overwrite: true);
    }

    /// <summary>The sidecar's part: the report, an empty one if the agent has died without, or null if it is too early.</summary>
    public string? Read()
    {
        var isOver = IsOver();
        return File.Exists(ReportFile) ? File.ReadAllText(ReportFile) : isOver ? "" : null;
    }

    private bool IsOver()
    {
        if (!File.Exists(LockFile)) return false;
        try
        {
            new FileStream(LockFile, FileMode.Open, FileAccess.Read, FileShare.None).Dispose();
            return true;
        }
        catch (IOException)
        {
            return false;
        }
    }
}
