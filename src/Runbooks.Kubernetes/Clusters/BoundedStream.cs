namespace Runbooks.Kubernetes.Clusters;

/// <summary>Gives no more of an answer than its bound.</summary>
/// <param name="perLine">The bound is for each line, of an answer that goes on as long as it likes.</param>
internal sealed class BoundedStream(Stream inner, long bound, bool perLine) : Stream
{
    private long _seen;

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        var count = await inner.ReadAsync(buffer, cancellationToken);
        Count(buffer.Span[..count]);
        return count;
    }

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) => ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override int Read(byte[] buffer, int offset, int count)
    {
        var read = inner.Read(buffer, offset, count);
        Count(buffer.AsSpan(offset, read));
        return read;
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing) inner.Dispose();
        base.Dispose(disposing);
    }

    private void Count(ReadOnlySpan<byte> read)
    {
        var lineEnd = perLine ? read.LastIndexOf((byte)'\n') : -1;
        _seen = lineEnd >= 0 ? read.Length - lineEnd - 1 : _seen + read.Length;
        if (_seen > bound) throw new IOException($"the answer{(perLine ? " has a line that" : "")} is longer than {bound / 1024 / 1024} MiB");
    }

    public override bool CanRead => true;
    public override bool CanSeek => false;
    public override bool CanWrite => false;
    public override long Length => throw new NotSupportedException();
    public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }
    public override void Flush() => throw new NotSupportedException();
    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();
    public override void SetLength(long value) => throw new NotSupportedException();
    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
}
