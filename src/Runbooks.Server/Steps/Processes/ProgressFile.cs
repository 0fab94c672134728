using Runbooks.Engine.Runs;
using Runbooks.Engine.Status;
using Runbooks.Engine.Steps;

namespace Runbooks.Server.Steps.Processes;

/// <summary>The file in which a step says how far it is, <c>3/10</c> in its last line: <c>ARGO_PROGRESS_FILE</c>, looked at as often as Argo does.</summary>
internal sealed class ProgressFile(string folder)
{
    public const string Variable = "ARGO_PROGRESS_FILE";

    private const int LongestTail = 1024;

    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(3);

    public string Path { get; } = System.IO.Path.Combine(folder, "progress");

    /// <summary>Tells it on until it is cancelled; never throws.</summary>
    public async Task FollowAsync(IStepJournal journal, CancellationToken cancellation)
    {
        string? last = null;
        while (!cancellation.IsCancellationRequested)
        {
            await Task.Delay(Pause, TimeProvider.System, cancellation).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
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
            using var file = new FileStream(Path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            file.Seek(-Math.Min(LongestTail, file.Length), SeekOrigin.End);
            using var reader = new StreamReader(file);
            var last = reader.ReadToEnd().TrimEnd().Split('\n')[^1].Trim();
            return Progress.TryParse(last, out _) ? last : null;
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }
}
