using System.Buffers;
using System.Text;

namespace Runbooks.Kubernetes.Logs;

/// <summary>Copies a container's log to where it is kept, and holds on to its start, from which <c>outputs.result</c> is taken.</summary>
internal sealed class LogCopy(Stream destination, long limit, int headLimit)
{
    private readonly ArrayBufferWriter<byte> _head = new();
    private bool _isCut;

    /// <summary>Bytes of the log seen so far.</summary>
    public long Length { get; private set; }

    /// <summary>The start of the log as text.</summary>
    public string Head => Encoding.UTF8.GetString(_head.WrittenSpan);

    /// <param name="source">The log from its very start; what was copied before is skipped.</param>
    public async Task AppendAsync(Stream source, CancellationToken cancellation)
    {
        var buffer = new byte[16 * 1024];
        var skip = Length;
        while (await source.ReadAsync(buffer, cancellation) is > 0 and var count)
        {
            var seen = (int)Math.Min(skip, count);
            skip -= seen;
            await WriteAsync(buffer.AsMemory(seen, count - seen));
        }
    }

    /// <summary>A line of our own in the kept log.</summary>
    public async Task NoteAsync(string note) => await destination.WriteAsync(Encoding.UTF8.GetBytes($"[{note}]\n"));

    // Not to be cancelled: what counts as seen must have been written.
    private async Task WriteAsync(ReadOnlyMemory<byte> bytes)
    {
        var head = Math.Min(bytes.Length, headLimit - _head.WrittenCount);
        _head.Write(bytes.Span[..head]);
        var kept = (int)Math.Clamp(limit - Length, 0, bytes.Length);
        Length += bytes.Length;
        await destination.WriteAsync(bytes[..kept]);
        if (kept == bytes.Length || _isCut) return;
        _isCut = true;
        await NoteAsync($"the log is longer than {limit} bytes; the rest is not kept");
    }
}
