using Microsoft.Data.Sqlite;
using Runbooks.Server.Storage;

namespace Runbooks.Server.Tests.Storage;

public sealed class DatabaseTests : IDisposable
{
    private readonly TempFolder _folder = new();

    [Fact]
    public void A_file_that_is_up_to_date_is_left_as_it_is()
    {
        _ = new Database(_folder.File("runbooks.db"));
        Execute("INSERT INTO runs (id, namespace, name, phase, submitted_at) VALUES ('1', 'n', 'kept', 'Pending', 0)");

        _ = new Database(_folder.File("runbooks.db"));

        Assert.Equal("kept", Execute("SELECT name FROM runs"));
    }

    [Fact]
    public async Task Processes_that_open_a_new_file_at_the_same_time_all_find_its_tables()
    {
        await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(() => new Database(_folder.File("new/runbooks.db")))));

        using var connection = new Database(_folder.File("new/runbooks.db")).Open();
        Assert.Equal(System.Data.ConnectionState.Open, connection.State);
    }

    [Fact]
    public void A_file_of_a_newer_version_is_refused_and_not_touched()
    {
        _ = new Database(_folder.File("runbooks.db"));
        Execute("PRAGMA user_version = 999");

        var refused = Assert.Throws<StoreException>(() => new Database(_folder.File("runbooks.db")));

        Assert.Contains("newer version (schema 999", refused.Message);
        Assert.Equal(999L, Execute("PRAGMA user_version"));
    }

    [Fact]
    public void A_commit_is_on_disk_when_it_returns_and_readers_do_not_wait_for_writers()
    {
        using var connection = new Database(_folder.File("runbooks.db")).Open();
        using var command = connection.CreateCommand();

        command.CommandText = "PRAGMA journal_mode";
        Assert.Equal("wal", command.ExecuteScalar());
        command.CommandText = "PRAGMA synchronous";
        Assert.Equal(2L, command.ExecuteScalar());
    }

    public void Dispose()
    {
        SqliteConnection.ClearAllPools();
        _folder.Dispose();
    }

    private object? Execute(string sql)
    {
        using var connection = new SqliteConnection($"Data Source={_folder.File("runbooks.db")};Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        return command.ExecuteScalar();
    }
}
