using Microsoft.Data.Sqlite;

namespace Runbooks.Server.Storage;

/// <summary>The SQLite file: connections to it, and its tables brought up to date.</summary>
internal sealed class Database
{
    private const int CantOpen = 14, Incremental = 2;

    /// <summary>Pages of 4 KiB that are given back in one transaction: others write in between.</summary>
    private const int PagesAtOnce = 256;

    private static readonly List<string> Scripts =
        [.. typeof(Database).Assembly.GetManifestResourceNames().Where(name => name.EndsWith(".sql", StringComparison.Ordinal)).Order(StringComparer.Ordinal)];

    private readonly bool _readOnly;

    /// <summary>To read and to write; made, with its folder, if it isn't there.</summary>
    /// <exception cref="StoreException">It can't be used.</exception>
    public Database(string file) : this(file, readOnly: false)
    {
        Make();
        foreach (var suffix in new[] { "", "-wal", "-shm" }) PrivateFiles.Tighten(File + suffix);
        using var connection = Open();
        Guarded(() => Migrate(connection));
        GiveBackFreedSpace(connection);
    }

    private Database(string file, bool readOnly)
    {
        (File, _readOnly) = (Path.GetFullPath(file), readOnly);
        Connection = new SqliteConnectionStringBuilder { DataSource = File, DefaultTimeout = 30, Mode = SqliteOpenMode.ReadWrite }.ToString();
    }

    public string File { get; }

    private string Connection { get; }

    /// <summary>Only to read, where nothing can be written, too. One of an older version is brought up to date, which takes writing.</summary>
    /// <exception cref="StoreException">It can't be used.</exception>
    public static Database ToRead(string file)
    {
        var database = new Database(file, readOnly: true);
        using var connection = database.OpenToRead();
        return database.Guarded(() => Version(connection)) == Scripts.Count ? database : new Database(file);
    }

    /// <summary>
    /// Readers see the last commit and never wait for the writer (WAL); a commit is on disk when it returns (FULL); what is deleted is overwritten.
    /// </summary>
    /// <exception cref="StoreException">It can't be used.</exception>
    public SqliteConnection Open() => Guarded(() => Open(Connection,
        // Before the first table, or it is of no effect: pages that are freed can be given back.
        $"PRAGMA auto_vacuum = {Incremental}; PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA foreign_keys = ON; PRAGMA secure_delete = ON;"));

    /// <summary>For a query: quickly, since there are very many.</summary>
    /// <exception cref="StoreException">It can't be used.</exception>
    public SqliteConnection OpenToRead() => Guarded(() => _readOnly ? OpenReadOnly() : Open(Connection, null));

    /// <summary>Leaves nothing of what was deleted: not in the log of changes either.</summary>
    /// <exception cref="StoreException">It can't be written, or others are at it so that something may be left.</exception>
    public void Purge()
    {
        using var connection = Open();
        using var statements = new Statements(connection);
        Guarded(() => GiveBackPages(statements));
        // Its first column: someone reads what the log of changes holds.
        if (Guarded(() => statements.Query("PRAGMA wal_checkpoint(TRUNCATE)", row => row.GetInt64(0))) is not [0])
            throw new StoreException("its log of changes is in use, and may still hold what was deleted");
    }

    private static void GiveBackPages(Statements statements)
    {
        for (long free = FreePages(statements), before = long.MaxValue; free > 0 && free < before; (before, free) = (free, FreePages(statements)))
            // Each page that is given back is a row.
            statements.Query($"PRAGMA incremental_vacuum({PagesAtOnce})", _ => 0);
    }

    private static long FreePages(Statements statements) => statements.Query("PRAGMA freelist_count", row => row.GetInt64(0))[0];

    /// <summary>What the database refuses, in words.</summary>
    public T Guarded<T>(Func<T> work)
    {
        try
        {
            return work();
        }
        catch (SqliteException refused)
        {
            throw StoreException.Of(refused, File);
        }
    }

    private void Guarded(Action work) => Guarded(() =>
    {
        work();
        return 0;
    });

    private void Make()
    {
        try
        {
            PrivateFiles.MakeFolder(Path.GetDirectoryName(File)!);
            PrivateFiles.MakeFile(File);
        }
        catch (Exception refused) when (refused is IOException or UnauthorizedAccessException)
        {
            throw new StoreException(refused.Message, refused);
        }
    }

    /// <summary>Where SQLite can't write it can't make the files that it reads by; without a log of changes it needs none.</summary>
    private SqliteConnection OpenReadOnly()
    {
        const string anyRead = "SELECT count(*) FROM sqlite_schema";
        try
        {
            return Open(new SqliteConnectionStringBuilder(Connection) { Mode = SqliteOpenMode.ReadOnly }.ToString(), anyRead);
        }
        catch (SqliteException refused) when (refused.SqliteErrorCode == CantOpen && System.IO.File.Exists(File) && !System.IO.File.Exists(File + "-wal"))
        {
            return Open(new SqliteConnectionStringBuilder { DataSource = $"{new Uri(File).AbsoluteUri}?immutable=1", Mode = SqliteOpenMode.ReadOnly, Pooling = false }.ToString(), anyRead);
        }
    }

    private static SqliteConnection Open(string how, string? first)
    {
        var connection = new SqliteConnection(how);
        try
        {
            connection.Open();
            if (first is not null) Execute(connection, first);
            return connection;
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    /// <summary>Applies the scripts that the file has not seen; <c>user_version</c> counts those it has.</summary>
    private static void Migrate(SqliteConnection connection)
    {
        if (Version(connection) == Scripts.Count) return;
        // Two processes may open a new file at once: the second waits here and then finds it done.
        using var transaction = connection.BeginTransaction(deferred: false);
        foreach (var script in Scripts.Skip(Version(connection))) Execute(connection, Text(script));
        Execute(connection, $"PRAGMA user_version = {Scripts.Count}");
        transaction.Commit();
    }

    private static int Version(SqliteConnection connection)
    {
        var version = Convert.ToInt32(Scalar(connection, "PRAGMA user_version"));
        return version <= Scripts.Count ? version : throw new StoreException($"{connection.DataSource} was written by a newer version (schema {version}, this one knows {Scripts.Count})");
    }

    /// <summary>Once for a file from before freed pages were given back: what was deleted may still be in them.</summary>
    private static void GiveBackFreedSpace(SqliteConnection connection)
    {
        try
        {
            if (Convert.ToInt32(Scalar(connection, "PRAGMA auto_vacuum")) != Incremental) Execute(connection, $"PRAGMA auto_vacuum = {Incremental}; VACUUM; PRAGMA wal_checkpoint(TRUNCATE)");
        }
        catch (SqliteException)
        {
            // Someone is at work on it, or there is no room: the next one who opens it does it.
        }
    }

    private static string Text(string script)
    {
        using var reader = new StreamReader(typeof(Database).Assembly.GetManifestResourceStream(script)!);
        return reader.ReadToEnd();
    }

    private static void Execute(SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }

    private static object? Scalar(SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        return command.ExecuteScalar();
    }
}
