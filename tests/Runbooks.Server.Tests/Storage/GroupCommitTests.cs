using Microsoft.Data.Sqlite;
using Runbooks.Server.Storage;

namespace Runbooks.Server.Tests.Storage;

public sealed class GroupCommitTests : IAsyncDisposable
{
    private readonly TempFolder _folder = new();
    private readonly Database _database;
    private readonly GroupCommit _writer;

    public GroupCommitTests()
    {
        _database = new Database(_folder.File("runbooks.db"));
        using var connection = _database.Open();
        using var statements = new Statements(connection);
        statements.Execute("CREATE TABLE written (writer INTEGER, value INTEGER, UNIQUE (writer, value))");
        _writer = new GroupCommit(_database.Open());
    }

    [Fact]
    public async Task Many_writers_at_once_each_find_all_they_wrote_in_their_own_order()
    {
        await Task.WhenAll(Enumerable.Range(0, 100).Select(writer => Task.Run(async () =>
        {
            for (var value = 0; value < 50; value++) await InsertAsync(writer, value);
        })));

        var rows = Rows();
        Assert.Equal(5000, rows.Count);
        Assert.All(rows.GroupBy(row => row.Writer), written => Assert.Equal(Enumerable.Range(0, 50).Select(value => (long)value), written.Select(row => row.Value)));
    }

    [Fact]
    public async Task What_is_written_can_be_read_as_soon_as_the_task_ends()
    {
        for (var value = 0; value < 20; value++)
        {
            await InsertAsync(1, value);
            Assert.Equal(value + 1, Rows().Count);
        }
    }

    [Fact]
    public async Task Work_that_throws_halfway_changes_nothing_and_harms_no_other()
    {
        var writes = Enumerable.Range(0, 300).Select(i => _writer.WriteAsync(statements =>
        {
            statements.Execute("INSERT INTO written VALUES ($1, 0)", i);
            return i % 3 == 0 ? throw new InvalidOperationException($"work {i}") : i;
        })).ToArray();
        await Assert.ThrowsAsync<InvalidOperationException>(() => Task.WhenAll(writes));

        Assert.Equal(Enumerable.Range(0, 300).Where(i => i % 3 != 0).Select(i => (long)i), Rows().Select(row => row.Writer));
        Assert.All(writes.Index(), write => Assert.Equal(write.Index % 3 != 0, write.Item.IsCompletedSuccessfully));
        Assert.Equal("work 3", (await Assert.ThrowsAsync<InvalidOperationException>(() => writes[3])).Message);
    }

    [Fact]
    public async Task A_statement_that_the_database_refuses_fails_its_own_work_only()
    {
        await InsertAsync(1, 1);
        var before = InsertAsync(1, 2);
        var doubled = InsertAsync(1, 1);
        var after = InsertAsync(1, 3);

        await before;
        await Assert.ThrowsAsync<SqliteException>(() => doubled);
        await after;
        Assert.Equal([1L, 2L, 3L], Rows().Select(row => row.Value));
    }

    [Fact]
    public async Task A_database_that_refuses_what_is_written_says_so_in_words_and_takes_it_when_it_can()
    {
        using (var small = _database.Open())
        {
            await using var full = new GroupCommit(small);
            await full.WriteAsync(statements => statements.Query("PRAGMA max_page_count = 1", row => row.GetInt64(0)));
            var refused = await Assert.ThrowsAsync<StoreException>(() => full.WriteAsync(statements => statements.Execute("INSERT INTO written VALUES (1, zeroblob(1000000))")));

            Assert.Contains("runbooks.db: the disk is full", refused.Message);
            Assert.Empty(Rows());
            await full.WriteAsync(statements => statements.Query("PRAGMA max_page_count = 100000", row => row.GetInt64(0)));
            await full.WriteAsync(statements => statements.Execute("INSERT INTO written VALUES (1, 2)"));
        }
        Assert.Equal([(1L, 2L)], Rows());
    }

    [Fact]
    public async Task What_was_accepted_before_the_end_is_written_and_what_comes_after_is_refused()
    {
        var last = Enumerable.Range(0, 200).Select(value => InsertAsync(1, value)).ToArray();
        await _writer.DisposeAsync();

        await Task.WhenAll(last);
        Assert.Equal(200, Rows().Count);
        await Assert.ThrowsAsync<ObjectDisposedException>(() => InsertAsync(2, 0));
    }

    public async ValueTask DisposeAsync()
    {
        await _writer.DisposeAsync();
        SqliteConnection.ClearAllPools();
        _folder.Dispose();
    }

    private Task<int> InsertAsync(int writer, int value) =>
        _writer.WriteAsync(statements => statements.Execute("INSERT INTO written VALUES ($1, $2)", writer, value));

    private List<(long Writer, long Value)> Rows()
    {
        using var connection = _database.Open();
        using var statements = new Statements(connection);
        return statements.Query("SELECT writer, value FROM written ORDER BY rowid", row => (row.GetInt64(0), row.GetInt64(1)));
    }
}
