using System.Text;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Time.Testing;
using Runbooks.Server.Logs;
using Runbooks.Server.Retention;
using Runbooks.Server.Secrets;
using Runbooks.Server.Storage;

namespace Runbooks.Server.Tests.Storage;

/// <summary>Runs and logs are their owner's alone, and what is deleted is gone.</summary>
public sealed class PrivacyTests : IDisposable
{
    private const UnixFileMode Private = UnixFileMode.UserRead | UnixFileMode.UserWrite, PrivateFolder = Private | UnixFileMode.UserExecute;
    private const UnixFileMode Everyone = PrivateFolder | UnixFileMode.GroupRead | UnixFileMode.GroupExecute | UnixFileMode.OtherRead | UnixFileMode.OtherExecute;

    private readonly TempFolder _temp = new();
    private readonly FakeTimeProvider _time = new(DateTimeOffset.UnixEpoch.AddYears(56));
    private readonly DataDirectory _data;

    public PrivacyTests()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "there are no such modes");
        _data = new DataDirectory(_temp.File("data"));
    }

    [Fact]
    public async Task What_is_new_is_its_owners_alone()
    {
        await using var store = _data.Open(_time);
        await store.SubmitAsync(TestRun.Call("secret"));
        using (var log = new LogStore(_data.Logs).Open("run", 1, new SecretMask(), _time)) log.Write("line\n"u8);

        Assert.Equal(PrivateFolder, Mode(_data.Path));
        Assert.Equal(PrivateFolder, Mode(_data.Logs));
        Assert.All(Directory.EnumerateFiles(_data.Path, "*", SearchOption.AllDirectories), file => Assert.Equal(Private, Mode(file)));
    }

    [Fact]
    public async Task What_was_open_to_others_is_closed_at_the_next_opening()
    {
        await _data.Open(_time).DisposeAsync();
        var log = Path.Combine(_data.Logs, "run", "1.log");
        Directory.CreateDirectory(Path.GetDirectoryName(log)!);
        File.WriteAllText(log, "line\n");
        Directory.CreateDirectory(_data.Steps);
        foreach (var path in Directory.EnumerateFileSystemEntries(_data.Path, "*", SearchOption.AllDirectories).Append(_data.Path)) Set(path, Everyone);

        await _data.OpenToRead(_time).DisposeAsync();
        await _data.Open(_time).DisposeAsync();

        Assert.Equal(PrivateFolder, Mode(_data.Path));
        Assert.Equal(PrivateFolder, Mode(Path.GetDirectoryName(log)!));
        Assert.Equal(PrivateFolder, Mode(_data.Steps));
        Assert.Equal(Private, Mode(log));
        Assert.Equal(Private, Mode(_data.Store));
    }

    [Fact]
    public async Task A_folder_that_holds_other_things_too_stays_open()
    {
        Directory.CreateDirectory(_data.Path);
        File.WriteAllText(Path.Combine(_data.Path, "homework.txt"), "");
        Set(_data.Path, Everyone);

        await _data.Open(_time).DisposeAsync();

        Assert.Equal(Everyone, Mode(_data.Path));
        Assert.Equal(Private, Mode(_data.Store));
    }

    [Fact]
    public async Task Nothing_of_a_deleted_run_stays_on_the_disk_and_its_space_is_given_back()
    {
        await using var store = _data.Open(_time);
        var removal = new RunRemoval(store, new LogStore(_data.Logs));
        await store.SubmitAsync(TestRun.Call("kept"));
        var run = TestRun.Of("gone", """{"entrypoint": "call", "templates": [{"name": "call", "plugin": {"test": {"text": "telltale XXX"}}}]}""".Replace("XXX", new string('x', 200_000), StringComparison.Ordinal));
        await store.SubmitAsync(run);
        Assert.Contains("telltale", OnDisk());
        var before = SizeOfStore();

        await removal.DeleteAsync(run.Run.Id, evenIfRunning: true);
        removal.Purge();

        Assert.DoesNotContain("telltale", OnDisk());
        Assert.Contains("kept", OnDisk());
        Assert.True(SizeOfStore() < before / 2, $"{SizeOfStore()} of {before} bytes are left");
    }

    [Fact]
    public async Task Much_that_was_deleted_is_given_back_in_more_than_one_step()
    {
        await using var store = _data.Open(_time);
        var removal = new RunRemoval(store, new LogStore(_data.Logs));
        var run = TestRun.Of("large", """{"entrypoint": "call", "templates": [{"name": "call", "plugin": {"test": {"text": "XXX"}}}]}""".Replace("XXX", new string('x', 4_000_000), StringComparison.Ordinal));
        await store.SubmitAsync(run);

        await removal.DeleteAsync(run.Run.Id, evenIfRunning: true);
        store.Purge();

        Assert.True(SizeOfStore() < 1_000_000, $"{SizeOfStore()} bytes are left");
    }

    [Fact]
    public async Task What_a_reader_keeps_in_the_log_of_changes_is_told()
    {
        await using var store = _data.Open(_time);
        await store.SubmitAsync(TestRun.Call("gone"));
        using var reader = new SqliteConnection($"Data Source={_data.Store};Pooling=False");
        reader.Open();
        using var reading = reader.BeginTransaction(deferred: true);
        Execute(reader, "SELECT count(*) FROM runs");

        Assert.Throws<StoreException>(store.Purge);
        reading.Commit();
        store.Purge();
    }

    [Fact]
    public async Task A_store_from_before_space_was_given_back_loses_what_was_deleted_then()
    {
        var old = new SqliteConnection($"Data Source={_temp.File("old.db")};Pooling=False");
        old.Open();
        Execute(old, "CREATE TABLE notes (text TEXT); INSERT INTO notes VALUES ('telltale'); DELETE FROM notes; DROP TABLE notes");
        old.Dispose();
        Directory.CreateDirectory(_data.Path);
        File.Move(_temp.File("old.db"), _data.Store);
        Assert.Contains("telltale", OnDisk());

        await _data.Open(_time).DisposeAsync();

        Assert.DoesNotContain("telltale", OnDisk());
    }

    public void Dispose()
    {
        SqliteConnection.ClearAllPools();
        _temp.Dispose();
    }

    private long SizeOfStore() => Directory.EnumerateFiles(_data.Path).Sum(file => new FileInfo(file).Length);

    private string OnDisk() => string.Concat(Directory.EnumerateFiles(_data.Path, "runbooks.db*").Where(file => !file.EndsWith("-shm", StringComparison.Ordinal)).Select(Text));

    private static string Text(string file)
    {
        using var open = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        using var text = new StreamReader(open, Encoding.Latin1);
        return text.ReadToEnd();
    }

    private static void Execute(SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }

#pragma warning disable CA1416 // Skipped where there are no modes.
    private static UnixFileMode Mode(string path) => File.GetUnixFileMode(path);

    private static void Set(string path, UnixFileMode mode) => File.SetUnixFileMode(path, mode);
#pragma warning restore CA1416
}
