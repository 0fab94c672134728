using System.Collections.Concurrent;
using System.Text;
using Runbooks.Actions;
using Runbooks.Engine.Steps;

namespace Runbooks.Kubernetes.Tests.Steps;

/// <summary>A journal that keeps what it is told.</summary>
internal sealed class RecordingJournal : IStepJournal, IDisposable
{
    private readonly ConcurrentQueue<StepProgress> _progress = new();
    private readonly List<(string Message, TaskCompletionSource Seen)> _waits = [];
    private MemoryStream _log = new();

    public IReadOnlyList<StepProgress> Progress => [.. _progress];

    public string Log => Encoding.UTF8.GetString(_log.ToArray());

    public void Report(StepProgress progress)
    {
        _progress.Enqueue(progress);
        lock (_waits)
            foreach (var (_, seen) in _waits.Where(wait => IsMatch(progress, wait.Message))) seen.TrySetResult();
    }

    /// <summary>Ends when a progress report has the phase or a message with the text.</summary>
    public Task SeenAsync(string text)
    {
        lock (_waits)
        {
            var seen = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            _waits.Add((text, seen));
            if (_progress.Any(progress => IsMatch(progress, text))) seen.TrySetResult();
            return seen.Task.WaitAsync(TimeSpan.FromMinutes(1));
        }
    }

    public Stream OpenLog() => _log = new MemoryStream();

    public Task<Intent> AnnounceAsync(CancellationToken cancellation) => throw new NotSupportedException("a Pod announces nothing");

    public void Mask(string secret) => throw new NotSupportedException("a Pod masks nothing");

    public void Dispose() => _log.Dispose();

    private static bool IsMatch(StepProgress progress, string text) =>
        progress.Phase.ToString() == text || progress.Message?.Contains(text, StringComparison.Ordinal) == true;
}
