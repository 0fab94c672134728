using System.Text.Json;
using Runbooks.Engine.Argo;
using Runbooks.Engine.Runs.Memoization;
using Runbooks.Engine.Steps;

namespace Runbooks.Server.Storage;

/// <summary>The caches of memoized templates where there is no cluster: in the run store, by the same names.</summary>
public sealed class MemoizedOutputs : IMemoizationCache
{
    private readonly RunStore _store;
    private readonly TimeProvider _time;

    internal MemoizedOutputs(RunStore store, TimeProvider time) => (_store, _time) = (store, time);

    public Task<StepOutputs?> LoadAsync(string @namespace, CacheKey key, CancellationToken cancellation)
    {
        var now = _time.GetUtcNow();
        var oldest = key.MaxAge is { } age ? Row.Time(now - age) : long.MinValue;
        return _store.WriteAsync(statements => statements.Query(
            "UPDATE memoized_outputs SET hit_at = $5 WHERE namespace = $1 AND cache = $2 AND key = $3 AND created_at >= $4 RETURNING outputs",
            row => JsonSerializer.Deserialize<StepOutputs>(row.GetString(0), ArgoJson.Options), @namespace, key.Cache, key.Key, oldest, Row.Time(now)).FirstOrDefault());
    }

    public Task SaveAsync(string @namespace, CacheKey key, string nodeId, StepOutputs outputs, CancellationToken cancellation) => _store.WriteAsync(statements => statements.Execute(
        "INSERT OR REPLACE INTO memoized_outputs (namespace, cache, key, node_id, outputs, created_at, hit_at) VALUES ($1, $2, $3, $4, $5, $6, $6)",
        @namespace, key.Cache, key.Key, nodeId, JsonSerializer.Serialize(outputs, ArgoJson.Options), Row.Time(_time.GetUtcNow())));
}
