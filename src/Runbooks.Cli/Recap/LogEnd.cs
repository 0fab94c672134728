using System.Text;
using Runbooks.Cli.Terminals;
using Runbooks.Server.Logs;

namespace Runbooks.Cli.Recap;

/// <summary>The last lines of a step's log, fit to be shown: what a program says before it fails.</summary>
internal static class LogEnd
{
    private const int MostBytes = 8 * 1024, LongestLine = 300;

    public static IReadOnlyList<string> Of(LogStore logs, string runId, int node, int most)
    {
        using var log = logs.Read(runId, node);
        if (log is null) return [];
        var isWhole = log.Length <= MostBytes;
        if (!isWhole) log.Seek(-MostBytes, SeekOrigin.End);
        var bytes = new byte[MostBytes];
        var text = Encoding.UTF8.GetString(bytes, 0, log.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false));
        var lines = text.Split('\n');
        // The first one may have begun before; if it is the only one, its end says more than nothing.
        var whole = isWhole || lines is [_] or [_, ""] ? lines : lines[1..];
        return [.. whole.Select(line => Printable.Line(line.TrimStart('\uFFFD'), LongestLine)).Where(line => line.Length > 0).TakeLast(most)];
    }
}
