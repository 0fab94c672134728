using System.Text;
using Runbooks.Engine.Runs;
using Runbooks.Engine.Status;
using Runbooks.Engine.Steps;

namespace Runbooks.Server.Steps.Processes;

/// <summary>The file in which a step says how far it is, <c>3/10</c> in its last line: <c>ARGO_PROGRESS_FILE</c>, looked at as often as Argo does.</summary>
internal sealed class ProgressFile(string path)
{
    public const string Variable = "ARGO_PROGRESS_FILE";

    private const int LongestTail = 1024;

    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(3);

    /// <summary>Tells it on until it is cancelled; never throws.</summary>
    public async Task FollowAsync(IStepJournal journal, TimeProvider time, CancellationToken cancellation)
    {
        string? last = null;
        while (!cancellation.IsCancellationRequested)
        {
            await Task.Delay(Pause, time, cancellation).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            if (Read() is not { } count || count == last || cancellation.IsCancellationRequested) continue;
            last = count;
            journal.Report(new StepProgress(NodePhase.Running) { Count = count });
        }
    }

    /// <summary>What the file says now; null if nothing that makes sense.</summary>
    public string? Read()
    {
        try
        {
            // To be written to, as well: then the start of reading a pipe that a step has put there waits for nobody.
            using var file = new FileStream(path, FileMode.Open, FileAccess.ReadWrite, FileShare.ReadWrite | FileShare.Delete);
            if (!file.CanSeek) return null;
            file.Seek(-Math.Min(LongestTail, file.Length), SeekOrigin.End);
            var tail = new byte[LongestTail];
            var last = Encoding.UTF8.GetString(tail, 0, file.ReadAtLeast(tail, LongestTail, throwOnEndOfStream: false)).TrimEnd().Split('\n')[^1].Trim();
            return Progress.TryParse(last, out _) ? last : null;
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }
}
