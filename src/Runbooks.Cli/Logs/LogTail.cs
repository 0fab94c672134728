using System.Text;
using Runbooks.Server.Logs;

namespace Runbooks.Cli.Logs;

/// <summary>Reads one step's log as it grows, in whole lines.</summary>
/// <param name="openTimes">Asked when the log is there; null: it was kept without times.</param>
internal sealed class LogTail(Func<Stream?> open, Func<LogTimes?> openTimes) : IDisposable
{
    private readonly MemoryStream _rest = new();
    private readonly byte[] _buffer = new byte[16 * 1024];
    private Stream? _log;
    private LogTimes? _times;
    private long _read;

    /// <summary>The lines that have come since the last call.</summary>
    /// <param name="complete">Nothing more will come: a last line without a line break counts.</param>
    public IEnumerable<LogLine> NewLines(bool complete)
    {
        if (_log is null && (_log = open()) is not null) _times = openTimes();
        while (_log?.Read(_buffer) is > 0 and var count)
        {
            var start = 0;
            for (var end = 0; (end = Array.IndexOf(_buffer, (byte)'\n', start, count - start)) >= 0; start = end + 1)
            {
                _rest.Write(_buffer, start, end - start);
                var line = Take();
                _read++;
                yield return line;
            }
            _rest.Write(_buffer, start, count - start);
        }
        if (complete && _rest.Length > 0) yield return Take();
    }

    public void Dispose()
    {
        _log?.Dispose();
        _times?.Dispose();
        _rest.Dispose();
    }

    private LogLine Take()
    {
        var at = _times?.Of(_read);
        _read += _rest.Length;
        var line = Encoding.UTF8.GetString(_rest.GetBuffer(), 0, (int)_rest.Length);
        _rest.SetLength(0);
        return new LogLine(line.TrimEnd('\r'), at);
    }
}
