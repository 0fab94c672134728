using System.Runtime.InteropServices;
using Microsoft.Data.Sqlite;

namespace Runbooks.Server.Storage;

/// <summary>The file that a connection has open, which may not be what its path leads to any more.</summary>
internal static partial class OpenFile
{
    /// <summary><c>SQLITE_FCNTL_HAS_MOVED</c>, see https://sqlite.org/c3ref/c_fcntl_begin_atomic_write.html: compares the inodes.</summary>
    private const int HasMoved = 20;

    /// <summary>Costs a look into the folder. Where SQLite can't tell, as on Windows, an open file can't be moved.</summary>
    /// <exception cref="StoreException">It was deleted or moved: what is written to it now, nobody finds again.</exception>
    public static void RequireInPlace(SqliteConnection connection)
    {
        var moved = 0;
        _ = FileControl(connection.Handle!, null, HasMoved, ref moved);
        if (moved == 0) return;
        throw new StoreException($"{connection.DataSource}: it was deleted or moved while it was in use; put it back, or end this process");
    }

    [LibraryImport("e_sqlite3", EntryPoint = "sqlite3_file_control", StringMarshalling = StringMarshalling.Utf8)]
    private static partial int FileControl(SafeHandle connection, string? database, int operation, ref int answer);
}
