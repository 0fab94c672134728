using Microsoft.Data.Sqlite;

namespace Runbooks.Server.Storage;

/// <summary>The SQLite file: connections to it, and its tables brought up to date.</summary>
internal sealed class Database
{
    private readonly string _connectionString;

    public Database(string file)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(file))!);
        _connectionString = new SqliteConnectionStringBuilder { DataSource = file, DefaultTimeout = 30 }.ToString();
        using var connection = Open();
        Migrate(connection);
    }

    /// <summary>Readers see the last commit and never wait for the writer (WAL); a commit is on disk when it returns (FULL).</summary>
    public SqliteConnection Open()
    {
        var connection = new SqliteConnection(_connectionString);
        connection.Open();
        Execute(connection, "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA foreign_keys = ON;");
        return connection;
    }

    /// <summary>Applies the scripts that the file has not seen; <c>user_version</c> counts those it has.</summary>
    private static void Migrate(SqliteConnection connection)
    {
        var scripts = Scripts().ToList();
        // Two processes may open a new file at once: the second waits here and then finds it done.
        using var transaction = connection.BeginTransaction(deferred: false);
        var version = Convert.ToInt32(Scalar(connection, "PRAGMA user_version"));
        if (version > scripts.Count)
            throw new InvalidOperationException($"the data was written by a newer version (schema {version}, this one knows {scripts.Count})");
        foreach (var script in scripts.Skip(version)) Execute(connection, script);
        Execute(connection, $"PRAGMA user_version = {scripts.Count}");
        transaction.Commit();
    }

    private static IEnumerable<string> Scripts()
    {
        var assembly = typeof(Database).Assembly;
        foreach (var name in assembly.GetManifestResourceNames().Where(name => name.EndsWith(".sql", StringComparison.Ordinal)).Order(StringComparer.Ordinal))
        {
            using var reader = new StreamReader(assembly.GetManifestResourceStream(name)!);
            yield return reader.ReadToEnd();
        }
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
