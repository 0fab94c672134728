namespace Runbooks.Server.Steps.Processes;

/// <summary>What one local step has for itself; gone when it is disposed of.</summary>
internal sealed class StepFolder : IDisposable
{
    private const UnixFileMode Private = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;

    // As /tmp is: a step that gives up its rights still writes there.
    private const UnixFileMode Open = Private | UnixFileMode.StickyBit | UnixFileMode.GroupRead | UnixFileMode.GroupWrite | UnixFileMode.GroupExecute
        | UnixFileMode.OtherRead | UnixFileMode.OtherWrite | UnixFileMode.OtherExecute;

    /// <summary>Beside each folder: a file that is locked as long as the step is under way.</summary>
    public const string Lock = ".lock";

    private readonly FileStream _held;

    private StepFolder(string path, FileStream held, bool tmpIsPrivate) => (Path, _held, TmpIsPrivate) = (path, held, tmpIsPrivate);

    /// <param name="path">Of the folder, which is not there.</param>
    /// <param name="tmpIsPrivate">The step sees <see cref="Tmp"/> as <c>/tmp</c>.</param>
    public static StepFolder Make(string path, bool tmpIsPrivate)
    {
        var folder = new StepFolder(path, Hold(path + Lock), tmpIsPrivate);
        try
        {
            Make(path, Private);
            Make(folder.Tmp, Open);
            Make(System.IO.Path.Combine(folder.Tmp, Ours), Private);
            return folder;
        }
        catch
        {
            folder.Dispose();
            throw;
        }
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
            if (Directory.Exists(Path)) Directory.Delete(Path, recursive: true);
            System.IO.File.Delete(Path + Lock);
        }
        catch (Exception left) when (left is IOException or UnauthorizedAccessException)
        {
            // What the step has put into a session of its own still writes there: the next process tries again.
        }
        _held.Dispose();
    }

    private const string Ours = "runbooks";

    /// <summary>It is there under its name only when it is locked: another process takes one away that isn't.</summary>
    private static FileStream Hold(string file)
    {
        var held = new FileStream(file + ".new", FileMode.CreateNew, FileAccess.Write, FileShare.None);
        System.IO.File.Move(held.Name, file);
        return held;
    }

    private static void Make(string path, UnixFileMode mode)
    {
        Directory.CreateDirectory(path);
        // Not at once: what is made is made less open by the umask.
        if (!OperatingSystem.IsWindows()) System.IO.File.SetUnixFileMode(path, mode);
    }
}
