using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;
using Runbooks.Engine.Runs;
using Runbooks.Engine.Runs.Memoization;
using Runbooks.Server.Workers;

namespace Runbooks.Server.Memoization;

/// <summary>Looks memoized outputs up for runs, and keeps what they give. Whoever asks for what is just being kept, waits for it.</summary>
internal sealed partial class CacheDesk(IMemoizationCache cache, TimeProvider time, ILogger<CacheDesk> logger)
{
    /// <summary>How long the end of the process waits for what is still to be kept.</summary>
    private static readonly TimeSpan LongestFarewell = TimeSpan.FromSeconds(5);

    private readonly ConcurrentDictionary<(string Namespace, string Cache, string Key), Task> _saves = new();

    public void LookUp(ActiveRun run, LookUpCache wanted) => _ = Task.Run(async () =>
    {
        if (await AnswerAsync(run, wanted) is { } answer) run.Tell(answer);
    });

    public void Save(ActiveRun run, SaveToCache kept)
    {
        var entry = (run.Identity.Namespace, kept.Key.Cache, kept.Key.Key);
        var before = _saves.GetValueOrDefault(entry, Task.CompletedTask);
        var save = SaveAsync(before, run, kept);
        _saves[entry] = save;
        _ = save.ContinueWith(_ => _saves.TryRemove(KeyValuePair.Create(entry, save)), TaskScheduler.Default);
    }

    public Task StopAsync() => Task.WhenAny(Task.WhenAll(_saves.Values), Task.Delay(LongestFarewell, time));

    /// <returns>Null if the run was given up.</returns>
    private async Task<CacheLookedUp?> AnswerAsync(ActiveRun run, LookUpCache wanted)
    {
        var (place, key) = (run.Identity.Namespace, wanted.Key);
        try
        {
            await _saves.GetValueOrDefault((place, key.Cache, key.Key), Task.CompletedTask).WaitAsync(run.Abandoned);
            var outputs = await cache.LoadAsync(place, key, run.Abandoned);
            return Answer(new CacheAnswer(key.Cache, key.Key, outputs is not null, outputs), null);
        }
        catch (Exception) when (run.Abandoned.IsCancellationRequested)
        {
            return null;
        }
        catch (Exception failure)
        {
            if (failure is not CacheUnavailableException) LogFailed(failure, wanted.Node, run.Identity.Name);
            return Answer(new CacheAnswer(key.Cache, key.Key, Hit: false, null), failure.Message);
        }

        CacheLookedUp Answer(CacheAnswer answer, string? complaint) => new(time.GetUtcNow(), wanted.Node, answer, complaint);
    }

    private async Task SaveAsync(Task before, ActiveRun run, SaveToCache kept)
    {
        try
        {
            await before;
            await cache.SaveAsync(run.Identity.Namespace, kept.Key, kept.NodeId, kept.Outputs, CancellationToken.None);
        }
        catch (Exception failure)
        {
            // The step has succeeded all the same; it will be carried out again the next time.
            LogNotKept(failure, kept.NodeId, kept.Key.Cache);
        }
    }

    [LoggerMessage(1, LogLevel.Error, "The cache of node {Node} of {Run} failed")]
    private partial void LogFailed(Exception failure, int node, string run);

    [LoggerMessage(2, LogLevel.Error, "The outputs of {Node} could not be kept in the cache {Cache}")]
    private partial void LogNotKept(Exception failure, string node, string cache);
}
