namespace Runbooks.Server.Steps.Processes;

/// <summary>The folders of the local steps of a data folder. What a process that was killed has left there, the next one takes away.</summary>
internal sealed class StepFolders
{
    private readonly string _folder;
    private readonly Lazy<bool> _isClean;

    public StepFolders(string folder)
    {
        _folder = Path.GetFullPath(folder);
        _isClean = new Lazy<bool>(Clean);
    }

    public StepFolder Make(bool tmpIsPrivate)
    {
        _ = _isClean.Value;
        return StepFolder.Make(Path.Combine(_folder, Path.GetRandomFileName()), tmpIsPrivate);
    }

    /// <summary>A lock that can be had is that of a process which is gone.</summary>
    private bool Clean()
    {
        foreach (var file in Directory.CreateDirectory(_folder).EnumerateFiles("*" + StepFolder.Lock))
            try
            {
                using var held = new FileStream(file.FullName, FileMode.Open, FileAccess.Write, FileShare.None);
                var left = file.FullName[..^StepFolder.Lock.Length];
                if (Directory.Exists(left)) Directory.Delete(left, recursive: true);
                file.Delete();
            }
            catch (Exception inUse) when (inUse is IOException or UnauthorizedAccessException)
            {
                // By a process that lives.
            }
        return true;
    }
}
