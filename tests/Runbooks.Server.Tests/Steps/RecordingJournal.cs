using System.Collections.Concurrent;
using System.Text;
using Runbooks.Actions;
using Runbooks.Engine.Steps;

namespace Runbooks.Server.Tests.Steps;

/// <summary>A journal that keeps what it is told.</summary>
internal sealed class RecordingJournal : IStepJournal, IDisposable
{
    private readonly MemoryStream _log = new();

    public ConcurrentQueue<StepProgress> Progress { get; } = new();

    public ConcurrentQueue<string> Secrets { get; } = new();

    public string Log => Encoding.UTF8.GetString(_log.ToArray());

    public void Report(StepProgress progress) => Progress.Enqueue(progress);

    public Stream OpenLog() => _log;

    public Task<Intent> AnnounceAsync(CancellationToken cancellation) => Task.FromResult(new Intent(DateTimeOffset.UnixEpoch, Repeated: true));

    public void Mask(string secret) => Secrets.Enqueue(secret);

    public void Dispose() => _log.Dispose();
}
