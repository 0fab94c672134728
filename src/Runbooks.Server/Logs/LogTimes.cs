using System.Buffers.Binary;
using Microsoft.Win32.SafeHandles;

namespace Runbooks.Server.Logs;

/// <summary>
/// When what stands in a log was written, from a file beside it of 16 bytes an entry: from which byte of the log on, and when (UTC, in ticks), both little-endian.
/// An entry holds up to the next one.
/// </summary>
public sealed class LogTimes : IDisposable
{
    internal const int EntryLength = 16;

    private readonly SafeFileHandle _file;
    private int _next;
    private DateTimeOffset? _current;

    internal LogTimes(string path) => _file = File.OpenHandle(path, share: FileShare.ReadWrite | FileShare.Delete);

    /// <summary>When the line that begins at that byte was complete; null if that isn't known.</summary>
    /// <param name="offset">Not before the one that was asked for last.</param>
    public DateTimeOffset? Of(long offset)
    {
        Span<byte> entry = stackalloc byte[EntryLength];
        while (RandomAccess.Read(_file, entry, (long)_next * EntryLength) == EntryLength && BinaryPrimitives.ReadInt64LittleEndian(entry) <= offset)
        {
            _current = Time(BinaryPrimitives.ReadInt64LittleEndian(entry[sizeof(long)..]));
            _next++;
        }
        return _current;
    }

    public void Dispose() => _file.Dispose();

    internal static void Write(Stream file, long offset, DateTimeOffset at)
    {
        Span<byte> entry = stackalloc byte[EntryLength];
        BinaryPrimitives.WriteInt64LittleEndian(entry, offset);
        BinaryPrimitives.WriteInt64LittleEndian(entry[sizeof(long)..], at.UtcTicks);
        file.Write(entry);
        // A reader that sees the line sees its time.
        file.Flush();
    }

    private static DateTimeOffset? Time(long ticks) =>
        ticks >= DateTime.MinValue.Ticks && ticks <= DateTime.MaxValue.Ticks ? new DateTimeOffset(ticks, TimeSpan.Zero) : null;
}
