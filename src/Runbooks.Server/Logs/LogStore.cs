using Runbooks.Server.Secrets;
using Runbooks.Server.Storage;

namespace Runbooks.Server.Logs;

/// <summary>The logs of steps, kept after their Pods are gone: one file a node, under <c>logs/RUN-ID/NODE-NUMBER.log</c>, and beside it when its lines were written.</summary>
public sealed class LogStore(string folder)
{
    /// <summary>For the step's executor to write to. What can't be written is dropped: a step doesn't wait for its log. The stream says so.</summary>
    internal LogStream Open(string runId, int node, SecretMask mask, TimeProvider time)
    {
        try
        {
            var path = FileOf(runId, node);
            PrivateFiles.MakeFolder(folder);
            PrivateFiles.MakeFolder(Path.GetDirectoryName(path)!);
            // `runbooks logs --follow` reads while the step writes: where it finds a log, its times are there, too.
            var clock = new LogClock(PrivateFiles.Open(TimesOf(runId, node), FileMode.Create), time);
            return new LogStream(PrivateFiles.Open(path, FileMode.Create), mask, clock);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            return new LogStream(Stream.Null, mask) { Trouble = failure.Message };
        }
    }

    /// <summary>What the node has logged so far, or null if it never logged.</summary>
    public Stream? Read(string runId, int node) =>
        File.Exists(FileOf(runId, node)) ? new FileStream(FileOf(runId, node), FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete) : null;

    /// <summary>When the lines of the node's log were written, or null for a log that was kept without that, as earlier versions did.</summary>
    public LogTimes? ReadTimes(string runId, int node) => File.Exists(TimesOf(runId, node)) ? new LogTimes(TimesOf(runId, node)) : null;

    /// <summary>Deletes all that a run has logged.</summary>
    internal void Delete(string runId)
    {
        try
        {
            Directory.Delete(Path.Combine(folder, runId), recursive: true);
        }
        catch (DirectoryNotFoundException)
        {
            // It never logged.
        }
    }

    private string FileOf(string runId, int node) => Path.Combine(folder, runId, $"{node}.log");

    private string TimesOf(string runId, int node) => Path.ChangeExtension(FileOf(runId, node), ".times");
}
