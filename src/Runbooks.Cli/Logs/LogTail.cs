using System.Text;

namespace Runbooks.Cli.Logs;

/// <summary>Reads one step's log as it grows, in whole lines.</summary>
internal sealed class LogTail(Func<Stream?> open) : IDisposable
{
    private readonly MemoryStream _rest = new();
    private readonly byte[] _buffer = new byte[16 * 1024];
    private Stream? _log;

    /// <summary>The lines that have come since the last call.</summary>
    /// <param name="complete">Nothing more will come: a last line without a line break counts.</param>
    public IEnumerable<string> NewLines(bool complete)
    {
        _log ??= open();
        while (_log?.Read(_buffer) is > 0 and var count)
        {
            var start = 0;
            for (var end = 0; (end = Array.IndexOf(_buffer, (byte)'\n', start, count - start)) >= 0; start = end + 1)
            {
                _rest.Write(_buffer, start, end - start);
                yield return Take();
            }
            _rest.Write(_buffer, start, count - start);
        }
        if (complete && _rest.Length > 0) yield return Take();
    }

    public void Dispose()
    {
        _log?.Dispose();
        _rest.Dispose();
    }

    private string Take()
    {
        var line = Encoding.UTF8.GetString(_rest.GetBuffer(), 0, (int)_rest.Length);
        _rest.SetLength(0);
        return line.TrimEnd('\r');
    }
}
