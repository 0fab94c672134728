using Runbooks.Server.Steps.Processes;

namespace Runbooks.Server.Tests.Steps;

public sealed class StepFolderTests : IDisposable
{
    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Processes_that_begin_at_once_take_nothing_of_each_others_away()
    {
        Parallel.For(0, 300, _ =>
        {
            // A new process each, which takes away what seems to be left.
            using var own = new StepFolders(_folder.File("steps")).Make(tmpIsPrivate: false);
            Assert.True(Directory.Exists(own.Tmp) && File.Exists(own.Path + StepFolder.Lock));
        });

        Assert.Empty(Directory.EnumerateFileSystemEntries(_folder.File("steps")));
    }

    [Fact]
    public void A_folder_that_cant_be_made_leaves_no_lock()
    {
        File.WriteAllText(_folder.File("taken"), "");

        Assert.ThrowsAny<IOException>(() => StepFolder.Make(_folder.File("taken"), tmpIsPrivate: false));

        Assert.Equal([_folder.File("taken")], Directory.EnumerateFileSystemEntries(_folder.Path));
    }
}
