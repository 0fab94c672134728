using k8s.Models;
using Runbooks.Engine.Runs.Memoization;
using Runbooks.Engine.Steps;
using Runbooks.Kubernetes.Clusters;

namespace Runbooks.Kubernetes.ConfigMaps;

/// <summary>The caches of memoized templates as Argo keeps them: ConfigMaps with the label <c>workflows.argoproj.io/configmap-type: Cache</c>, an entry a key.</summary>
public sealed class ConfigMapCache(ClusterConnection cluster, TimeProvider time) : IMemoizationCache
{
    private const string Label = "workflows.argoproj.io/configmap-type";

    private readonly ConfigMapClient _client = new(cluster, time);

    public async Task<StepOutputs?> LoadAsync(string @namespace, CacheKey key, CancellationToken cancellation)
    {
        try
        {
            if (await ReadAsync(@namespace, key, cancellation) is not { } entry) return null;
            var now = time.GetUtcNow();
            // As in Argo, every look counts as a hit, even at what is too old.
            await WriteAsync(@namespace, key, entry.HitAt(now), cancellation);
            return entry.CreatedAt + key.MaxAge < now ? null : entry.Outputs;
        }
        catch (ConfigMapException failure)
        {
            throw new CacheUnavailableException(failure.Message, failure);
        }
    }

    public async Task SaveAsync(string @namespace, CacheKey key, string nodeId, StepOutputs outputs, CancellationToken cancellation)
    {
        try
        {
            if (await _client.ReadAsync(@namespace, key.Cache, cancellation) is { } map) Check(map);
            await WriteAsync(@namespace, key, CacheEntry.New(nodeId, outputs, time.GetUtcNow()), cancellation);
        }
        catch (ConfigMapException failure)
        {
            throw new CacheUnavailableException($"error creating cache entry: {failure.Message}", failure);
        }
    }

    private async Task<CacheEntry?> ReadAsync(string @namespace, CacheKey key, CancellationToken cancellation)
    {
        if (await _client.ReadAsync(@namespace, key.Cache, cancellation) is not { } map) return null;
        Check(map);
        return map.Data?.TryGetValue(key.Key, out var text) == true && text.Length > 0 ? CacheEntry.Parse(text) : null;
    }

    private Task WriteAsync(string @namespace, CacheKey key, CacheEntry entry, CancellationToken cancellation) =>
        _client.SetAsync(@namespace, key.Cache, new Dictionary<string, string?> { [key.Key] = entry.Json }, new Dictionary<string, string> { [Label] = "Cache" }, cancellation);

    private static void Check(V1ConfigMap map)
    {
        if (map.Metadata.Labels?.TryGetValue(Label, out var type) != true || type is null)
            throw new CacheUnavailableException($"memoization configmap doesn't have {Label} label, refusing to use it");
        if (type != "Cache")
            throw new CacheUnavailableException($"memoization configmap doesn't have label {Label} = Cache, refusing to use it");
    }
}
