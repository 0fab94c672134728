using System.Text;
using Runbooks.Server.Secrets;

namespace Runbooks.Server.Logs;

/// <summary>Writes a log line by line, with secrets hidden, up to a size.</summary>
internal sealed class LogStream(Stream file, SecretMask mask) : Stream
{
    /// <summary>The most that is kept of one step's log, in bytes.</summary>
    public const int Limit = 16 * 1024 * 1024;

    /// <summary>A line longer than this is written in parts; a secret across the seam of two parts would stay readable.</summary>
    private const int LongestLine = 1024 * 1024;

    private readonly MemoryStream _line = new();
    private long _written;
    private bool _isCut;

    public override void Write(ReadOnlySpan<byte> bytes)
    {
        while (bytes.Length > 0)
        {
            var end = bytes.IndexOf((byte)'\n') + 1;
            var part = end > 0 ? bytes[..end] : bytes;
            _line.Write(part);
            if (end > 0 || _line.Length >= LongestLine) EndLine();
            bytes = bytes[part.Length..];
        }
        file.Flush();
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
            file.Dispose();
        }
        base.Dispose(disposing);
    }

    private void EndLine()
    {
        if (_line.Length > 0 && !_isCut) Keep(_line.GetBuffer().AsSpan(0, (int)_line.Length));
        _line.SetLength(0);
    }

    private void Keep(ReadOnlySpan<byte> line)
    {
        if (!mask.IsEmpty) line = Encoding.UTF8.GetBytes(mask.Hide(Encoding.UTF8.GetString(line)));
        _isCut = _written + line.Length > Limit;
        file.Write(_isCut ? Encoding.UTF8.GetBytes($"… the log is cut here: it is longer than {Limit / 1024 / 1024} MiB\n") : line);
        _written += line.Length;
    }

    public override bool CanRead => false;
    public override bool CanSeek => false;
    public override bool CanWrite => true;
    public override long Length => throw new NotSupportedException();
    public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }
    public override void Flush() => file.Flush();
    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();
    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();
    public override void SetLength(long value) => throw new NotSupportedException();
}
