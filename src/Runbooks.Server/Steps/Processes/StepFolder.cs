namespace Runbooks.Server.Steps.Processes;

/// <summary>What one local step has for itself; gone when it is disposed of.</summary>
internal sealed class StepFolder : IDisposable
{
    private const UnixFileMode Private = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;

    // As /tmp is: a step that gives up its rights still writes there.
    private const UnixFileMode Open = Private | UnixFileMode.StickyBit | UnixFileMode.GroupRead | UnixFileMode.GroupWrite | UnixFileMode.GroupExecute
        | UnixFileMode.OtherRead | UnixFileMode.OtherWrite | UnixFileMode.OtherExecute;

    private readonly FileStream _lock;

    /// <param name="path">Of the folder, which is made.</param>
    /// <param name="held">Locked as long as the step is under way.</param>
    /// <param name="tmpIsPrivate">The step sees <see cref="Tmp"/> as <c>/tmp</c>.</param>
    public StepFolder(string path, FileStream held, bool tmpIsPrivate)
    {
        (Path, _lock, TmpIsPrivate) = (path, held, tmpIsPrivate);
        Make(path, Private);
        Make(Tmp, Open);
        Make(System.IO.Path.Combine(Tmp, Ours), Private);
    }

    public string Path { get; }

    /// <summary>The step's own <c>/tmp</c>, as this process sees it.</summary>
    public string Tmp => System.IO.Path.Combine(Path, "tmp");

    public bool TmpIsPrivate { get; }

    /// <summary>A file for the step's eyes in its <c>/tmp</c>: where it is here, and where the step sees it.</summary>
    public (string Here, string Seen) File(string name)
    {
        var here = System.IO.Path.Combine(Tmp, Ours, name);
        return (here, TmpIsPrivate ? $"/tmp/{Ours}/{name}" : here);
    }

    public void Dispose()
    {
        try
        {
            Directory.Delete(Path, recursive: true);
            System.IO.File.Delete(_lock.Name);
        }
        catch (Exception left) when (left is IOException or UnauthorizedAccessException)
        {
            // Something that the step left behind still writes there: the next process tries again.
        }
        _lock.Dispose();
    }

    private const string Ours = "runbooks";

    private static void Make(string path, UnixFileMode mode)
    {
        Directory.CreateDirectory(path);
        // Not at once: what is made is made less open by the umask.
        if (!OperatingSystem.IsWindows()) System.IO.File.SetUnixFileMode(path, mode);
    }
}
