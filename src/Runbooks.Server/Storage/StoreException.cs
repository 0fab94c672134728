using Microsoft.Data.Sqlite;

namespace Runbooks.Server.Storage;

/// <summary>The run store can't be used, or refuses to be read or written; says why, in words for whoever has to mend it.</summary>
public sealed class StoreException(string message, Exception? inner = null) : Exception(message, inner)
{
    private const int Busy = 5, Locked = 6, ReadOnly = 8, Io = 10, Corrupt = 11, Full = 13, CantOpen = 14, Constraint = 19, NotADatabase = 26;

    /// <summary>A failure of the database in words; any other, and a constraint that its caller counts with, as it is.</summary>
    internal static Exception Of(Exception failure, string file) => failure is SqliteException { SqliteErrorCode: not Constraint } refused
        ? new StoreException($"{file}: {Words(refused.SqliteErrorCode)} ({refused.Message})", refused)
        : failure;

    private static string Words(int code) => code switch
    {
        Busy or Locked => "another process keeps it locked",
        ReadOnly => "it can't be written",
        Io => "its file can't be read or written",
        Corrupt or NotADatabase => "it is damaged, or no store of runs",
        Full => "the disk is full",
        CantOpen => "it can't be opened",
        _ => "the database refuses",
    };
}
