namespace Runbooks.Server.Logs;

/// <summary>Notes when the lines of a log are written, for <see cref="LogTimes"/>.</summary>
internal sealed class LogClock(Stream file, TimeProvider time) : IDisposable
{
    /// <summary>After so many notes, lines that are twice as far apart still share one: the file stays small, however long the log's step goes on.</summary>
    internal const int NotesOfAStep = 16 * 1024;

    private TimeSpan _step = TimeSpan.FromMilliseconds(10);
    private DateTimeOffset _noted = DateTimeOffset.MinValue;
    private int _notes;

    /// <summary>What is written from that byte on is written now.</summary>
    /// <exception cref="IOException">The disk is full.</exception>
    public void Note(long offset)
    {
        var now = time.GetUtcNow();
        // A clock that was put back counts, too.
        if ((now - _noted).Duration() < _step) return;
        LogTimes.Write(file, offset, now);
        _noted = now;
        if (++_notes % NotesOfAStep == 0) _step *= 2;
    }

    public void Dispose() => file.Dispose();
}
