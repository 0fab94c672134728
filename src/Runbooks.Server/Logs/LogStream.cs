using System.Text;
using Runbooks.Server.Secrets;

namespace Runbooks.Server.Logs;

/// <summary>Writes a log line by line, with secrets hidden, up to a size.</summary>
internal sealed class LogStream(Stream file, SecretMask mask, LogClock? clock = null) : Stream
{
    /// <summary>The most that is kept of one step's log, in bytes.</summary>
    public const int Limit = 16 * 1024 * 1024;

    /// <summary>A line longer than this is written in parts.</summary>
    private const int LongestLine = 1024 * 1024;

    private readonly MemoryStream _line = new();
    private long _written;
    private bool _isCut;

    /// <summary>Why not all of the log is kept; null if it is.</summary>
    public string? Trouble { get; internal set; }

    public override void Write(ReadOnlySpan<byte> bytes)
    {
        while (bytes.Length > 0)
        {
            var end = bytes.IndexOf((byte)'\n') + 1;
            var part = end > 0 ? bytes[..end] : bytes;
            _line.Write(part);
            if (end > 0) EndLine();
            else if (_line.Length >= LongestLine) EndPart();
            bytes = bytes[part.Length..];
        }
        Flush();
    }

    public override void Write(byte[] buffer, int offset, int count) => Write(buffer.AsSpan(offset, count));

    public override ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
    {
        Write(buffer.Span);
        return ValueTask.CompletedTask;
    }

    public override Task WriteAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken)
    {
        Write(buffer.AsSpan(offset, count));
        return Task.CompletedTask;
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            EndLine();
            Attempt(file.Dispose);
            if (clock is not null) Attempt(clock.Dispose);
        }
        base.Dispose(disposing);
    }

    private void EndLine()
    {
        if (_line.Length > 0) Keep(mask.IsEmpty ? Line : Encoding.UTF8.GetBytes(mask.Hide(Encoding.UTF8.GetString(Line))));
        _line.SetLength(0);
    }

    /// <summary>Writes what there is of the line, except its end if a secret may begin there.</summary>
    private void EndPart()
    {
        var whole = Line[..WholeCharacters(Line)];
        var broken = Line[whole.Length..].ToArray();
        var text = mask.Hide(Encoding.UTF8.GetString(whole));
        var seam = Math.Max(0, text.Length - Math.Max(0, mask.Longest - 1));
        if (seam > 0 && seam < text.Length && char.IsLowSurrogate(text[seam])) seam--;
        Keep(Encoding.UTF8.GetBytes(text[..seam]));
        _line.SetLength(0);
        _line.Write(Encoding.UTF8.GetBytes(text[seam..]));
        _line.Write(broken);
    }

    private Span<byte> Line => _line.GetBuffer().AsSpan(0, (int)_line.Length);

    /// <summary>How many bytes there are up to the last character that has all of its bytes.</summary>
    private static int WholeCharacters(ReadOnlySpan<byte> bytes)
    {
        var start = bytes.Length - 1;
        while (start > 0 && bytes.Length - start < 4 && (bytes[start] & 0xC0) == 0x80) start--;
        return Rune.DecodeFromUtf8(bytes[start..], out _, out _) == System.Buffers.OperationStatus.NeedMoreData ? start : bytes.Length;
    }

    private void Keep(ReadOnlySpan<byte> part)
    {
        // After the first failure nothing more is written: a log with holes would mislead.
        if (_isCut || Trouble is not null) return;
        _isCut = _written + part.Length > Limit;
        try
        {
            clock?.Note(_written);
            file.Write(_isCut ? Encoding.UTF8.GetBytes($"\n… the log is cut here: it is longer than {Limit / 1024 / 1024} MiB\n") : part);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            Trouble = failure.Message;
        }
        _written += part.Length;
    }

    private void Attempt(Action end)
    {
        try
        {
            end();
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            Trouble ??= failure.Message;
        }
    }

    public override bool CanRead => false;
    public override bool CanSeek => false;
    public override bool CanWrite => true;
    public override long Length => throw new NotSupportedException();
    public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }
    public override void Flush()
    {
        if (Trouble is null) Attempt(file.Flush);
    }

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();
    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();
    public override void SetLength(long value) => throw new NotSupportedException();
}
