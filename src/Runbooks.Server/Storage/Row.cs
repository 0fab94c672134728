using System.Text.Json;
using Microsoft.Data.Sqlite;
using Runbooks.Engine.Argo;
using Runbooks.Engine.Runs;

namespace Runbooks.Server.Storage;

/// <summary>Between columns and values.</summary>
internal static class Row
{
    public const string SummaryColumns = "id, namespace, name, phase, message, submitted_at, started_at, finished_at, cause";

    public static RunSummary Summary(SqliteDataReader row) => new(
        row.GetString(0),
        row.GetString(1),
        row.GetString(2),
        Enum.TryParse<RunPhase>(row.GetString(3), out var phase) ? phase : throw new StoreException($"run {row.GetString(2)} is in phase '{row.GetString(3)}', which this version doesn't know: it was written by a newer one"),
        row.IsDBNull(4) ? null : row.GetString(4),
        Time(row, 5)!.Value,
        Time(row, 6),
        Time(row, 7))
    {
        Cause = row.IsDBNull(8) ? null : row.GetString(8),
    };

    /// <summary>As a JSON object; null if there are none.</summary>
    public static string? Labels(Metadata metadata) => metadata.Labels.Count == 0 ? null : JsonSerializer.Serialize(metadata.Labels, ArgoJson.Options);

    public static long Time(DateTimeOffset time) => time.ToUnixTimeMilliseconds();

    private static DateTimeOffset? Time(SqliteDataReader row, int column) =>
        row.IsDBNull(column) ? null : DateTimeOffset.FromUnixTimeMilliseconds(row.GetInt64(column));
}
