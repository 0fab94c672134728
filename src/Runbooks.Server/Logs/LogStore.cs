using Runbooks.Server.Secrets;
using Runbooks.Server.Storage;

namespace Runbooks.Server.Logs;

/// <summary>The logs of steps, kept after their Pods are gone: one file a node, under <c>logs/RUN-ID/NODE-NUMBER.log</c>.</summary>
public sealed class LogStore(string folder)
{
    /// <summary>For the step's executor to write to. What can't be written is dropped: a step doesn't wait for its log. The stream says so.</summary>
    internal LogStream Open(string runId, int node, SecretMask mask)
    {
        try
        {
            var path = FileOf(runId, node);
            PrivateFiles.MakeFolder(folder);
            PrivateFiles.MakeFolder(Path.GetDirectoryName(path)!);
            // `runbooks logs --follow` reads while the step writes.
            return new LogStream(PrivateFiles.Open(path, FileMode.Create), mask);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            return new LogStream(Stream.Null, mask) { Trouble = failure.Message };
        }
    }

    /// <summary>What the node has logged so far, or null if it never logged.</summary>
    public Stream? Read(string runId, int node) =>
        File.Exists(FileOf(runId, node)) ? new FileStream(FileOf(runId, node), FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete) : null;

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
}
