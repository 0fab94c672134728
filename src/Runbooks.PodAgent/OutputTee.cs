namespace Runbooks.PodAgent;

/// <summary>Passes the child's standard output on to ours and keeps its start.</summary>
internal sealed unsafe class OutputTee : IDisposable
{
    private const int PollMilliseconds = 50;

    private readonly MemoryStream _start = new();
    private readonly Thread _copier;
    private readonly int _readEnd;
    private long _length;
    private volatile bool _hasEnded;

    public OutputTee()
    {
        (_readEnd, ChildEnd) = Libc.Pipe();
        _copier = new Thread(Copy);
        _copier.Start();
    }

    /// <summary>The file descriptor that becomes the child's standard output.</summary>
    public int ChildEnd { get; }

    /// <summary>The child has ended: what it wrote is in the pipe already, whoever else may hold it open.</summary>
    public OutputFile Finish()
    {
        _hasEnded = true;
        _copier.Join();
        return OutputFile.Of(_start.ToArray(), _length);
    }

    public void Dispose()
    {
        _hasEnded = true;
        _copier.Join();
        _start.Dispose();
    }

    private void Copy()
    {
        using var output = Console.OpenStandardOutput();
        var buffer = new byte[64 * 1024];
        while (true)
        {
            var hasEnded = _hasEnded;
            if (!Libc.HasData(_readEnd, hasEnded ? 0 : PollMilliseconds))
            {
                if (hasEnded) return;
                continue;
            }
            var count = Libc.Read(_readEnd, buffer);
            if (count <= 0) return;
            output.Write(buffer, 0, count);
            _start.Write(buffer, 0, (int)Math.Min(count, OutputFile.Limit + 1 - _start.Length));
            _length += count;
        }
    }
}
