namespace Runbooks.Server.Storage;

/// <summary>Runs and logs are their owner's alone: folders 0700, files 0600, whatever the umask says. Where there are no such modes, nothing is done.</summary>
internal static class PrivateFiles
{
    public const UnixFileMode File = UnixFileMode.UserRead | UnixFileMode.UserWrite;
    private const UnixFileMode Folder = File | UnixFileMode.UserExecute;

    private static readonly EnumerationOptions Deep = new() { RecurseSubdirectories = true, AttributesToSkip = FileAttributes.ReparsePoint };

    /// <summary>If it isn't there; those that it is in, and aren't there either, are made as any folder is.</summary>
    public static void MakeFolder(string path)
    {
        if (OperatingSystem.IsWindows()) Directory.CreateDirectory(path);
        else Directory.CreateDirectory(path, Folder);
    }

    /// <summary>An empty file, if there is none.</summary>
    public static void MakeFile(string path)
    {
        if (!System.IO.File.Exists(path)) Open(path, FileMode.OpenOrCreate).Dispose();
    }

    /// <summary>To write to, while others read.</summary>
    public static FileStream Open(string path, FileMode mode)
    {
        var options = new FileStreamOptions { Mode = mode, Access = FileAccess.Write, Share = FileShare.ReadWrite | FileShare.Delete };
        if (!OperatingSystem.IsWindows()) options.UnixCreateMode = File;
        return new FileStream(path, options);
    }

    /// <summary>Takes others' rights to a file away, or to a folder and all that is in it; what isn't ours to change stays as it is.</summary>
    public static void Tighten(string path)
    {
        if (OperatingSystem.IsWindows()) return;
        try
        {
            if (System.IO.File.Exists(path)) Tighten(path, File);
            else if (Directory.Exists(path) && Tighten(path, Folder)) TightenWithin(path);
        }
        catch (Exception e) when (e is UnauthorizedAccessException or IOException)
        {
            // Another user's, or a read-only copy: it can be looked at all the same.
        }
    }

    /// <returns>Others had rights.</returns>
    [System.Runtime.Versioning.UnsupportedOSPlatform("windows")]
    private static bool Tighten(string path, UnixFileMode most)
    {
        var mode = System.IO.File.GetUnixFileMode(path);
        if ((mode & ~Folder) == 0) return false;
        System.IO.File.SetUnixFileMode(path, mode & most);
        return true;
    }

    [System.Runtime.Versioning.UnsupportedOSPlatform("windows")]
    private static void TightenWithin(string folder)
    {
        foreach (var entry in new DirectoryInfo(folder).EnumerateFileSystemInfos("*", Deep)) Tighten(entry.FullName, entry is DirectoryInfo ? Folder : File);
    }
}
