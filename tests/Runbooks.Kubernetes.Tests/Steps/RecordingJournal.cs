using System.Text;
using Runbooks.Actions;
using Runbooks.Engine.Steps;

namespace Runbooks.Kubernetes.Tests.Steps;

/// <summary>A journal that keeps what it is told and lets tests wait for it.</summary>
internal sealed class RecordingJournal : IStepJournal
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    private readonly List<StepProgress> _progress = [];
    private readonly StringBuilder _log = new();
    private TaskCompletionSource _news = New();

    public IReadOnlyList<StepProgress> Progress
    {
        get
        {
            lock (_progress) return [.. _progress];
        }
    }

    public string Log
    {
        get
        {
            lock (_progress) return _log.ToString();
        }
    }

    public void Report(StepProgress progress) => Change(() => _progress.Add(progress));

    /// <summary>Ends when a progress report has the phase or a message with the text.</summary>
    public Task SeenAsync(string text) => HoldsAsync(() => _progress.Any(progress => IsMatch(progress, text)));

    /// <summary>Ends when the log has the text.</summary>
    public Task LoggedAsync(string text) => HoldsAsync(() => _log.ToString().Contains(text, StringComparison.Ordinal));

    public Stream OpenLog()
    {
        Change(() => _log.Clear());
        return new LogStream(this);
    }

    public Task<Intent> AnnounceAsync(CancellationToken cancellation) => throw new NotSupportedException("a Pod announces nothing");

    public void Mask(string secret) => throw new NotSupportedException("a Pod masks nothing");

    private static TaskCompletionSource New() => new(TaskCreationOptions.RunContinuationsAsynchronously);

    private static bool IsMatch(StepProgress progress, string text) =>
        progress.Phase.ToString() == text || progress.Message?.Contains(text, StringComparison.Ordinal) == true;

    private void Change(Action change)
    {
        lock (_progress)
        {
            change();
            _news.TrySetResult();
            _news = New();
        }
    }

    private async Task HoldsAsync(Func<bool> holds)
    {
        using var timeout = new CancellationTokenSource(Patience);
        while (true)
        {
            Task news;
            lock (_progress)
            {
                if (holds()) return;
                news = _news.Task;
            }
            await news.WaitAsync(timeout.Token);
        }
    }

    private sealed class LogStream(RecordingJournal journal) : MemoryStream
    {
        public override ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
        {
            journal.Change(() => journal._log.Append(Encoding.UTF8.GetString(buffer.Span)));
            return ValueTask.CompletedTask;
        }
    }
}
