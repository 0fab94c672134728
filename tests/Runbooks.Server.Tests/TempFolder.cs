namespace Runbooks.Server.Tests;

/// <summary>A folder of the test's own, gone at its end. Not in /tmp: local steps have one of their own, and would not see it.</summary>
internal sealed class TempFolder : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateDirectory(System.IO.Path.Combine(AppContext.BaseDirectory, "scratch", System.IO.Path.GetRandomFileName()));

    public string Path => _folder.FullName;

    public string File(string name) => System.IO.Path.Combine(Path, name);

    public void Dispose() => _folder.Delete(recursive: true);
}
