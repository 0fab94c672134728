using Npgsql;

namespace Runbooks.Benchmarks;

/// <summary>The PostgreSQL that RUNBOOKS_TEST_POSTGRES names, if it does. What is measured on one counts only where a commit is on the disk.</summary>
internal static class DurablePostgres
{
    private static readonly string[] Needed = ["fsync", "full_page_writes", "synchronous_commit"];

    /// <summary>Prints how it is set.</summary>
    /// <returns>False if commits come out faster there than they do in earnest.</returns>
    public static async Task<bool> CheckAsync(Report report)
    {
        if (Environment.GetEnvironmentVariable("RUNBOOKS_TEST_POSTGRES") is not { Length: > 0 } connection) return true;
        await using var source = NpgsqlDataSource.Create(connection);
        var settings = new List<(string Name, string Value)>();
        foreach (var name in Needed.Prepend("server_version")) settings.Add((name, await ReadAsync(source, name)));
        report.Note($"PostgreSQL {string.Join(", ", settings.Select(setting => $"{setting.Name} {setting.Value}"))}");
        if (settings.Find(setting => Needed.Contains(setting.Name) && setting.Value != "on") is not { Name: { } off }) return true;
        report.Note($"nothing is measured: {off} must be on. tests/testbed/postgres stop and start make it so");
        return false;
    }

    private static async Task<string> ReadAsync(NpgsqlDataSource source, string setting)
    {
        await using var command = source.CreateCommand($"show {setting}");
        return (string)(await command.ExecuteScalarAsync())!;
    }
}
