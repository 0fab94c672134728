using System.Collections.Concurrent;
using System.Globalization;
using Runbooks.Engine.Runs.Locks;
using Runbooks.Kubernetes.ConfigMaps;

namespace Runbooks.Server.Locks;

/// <summary>How many may hold a lock. What stands in a ConfigMap is read when it is needed, at most once a second; what stands in the store, by the store.</summary>
/// <param name="configMaps">Null where there is no cluster.</param>
internal sealed class SemaphoreLimits(ConfigMapClient? configMaps, TimeProvider time)
{
    private static readonly TimeSpan Fresh = TimeSpan.FromSeconds(1);

    private readonly ConcurrentDictionary<LockName, (Task<int> Limit, DateTimeOffset At)> _known = new();

    /// <exception cref="SemaphoreLimitException">A ConfigMap doesn't say.</exception>
    public async Task<IReadOnlyList<LockDemand>> DemandsAsync(IReadOnlyList<LockName> names, CancellationToken cancellation)
    {
        var demands = new LockDemand[names.Count];
        for (var i = 0; i < demands.Length; i++) demands[i] = new LockDemand(names[i], await LimitAsync(names[i]).WaitAsync(cancellation));
        return demands;
    }

    private async Task<int?> LimitAsync(LockName name) => name.Kind switch
    {
        LockKind.Mutex or LockKind.DatabaseMutex => 1,
        LockKind.ConfigMap => await KnownAsync(name),
        _ => null,
    };

    private Task<int> KnownAsync(LockName name)
    {
        var now = time.GetUtcNow();
        if (_known.TryGetValue(name, out var known) && known.At + Fresh > now && !known.Limit.IsFaulted) return known.Limit;
        var limit = ReadAsync(name);
        _known[name] = (limit, now);
        return limit;
    }

    private async Task<int> ReadAsync(LockName name)
    {
        if (configMaps is null) throw new SemaphoreLimitException($"failed to initialize semaphore {name}: its limit stands in a ConfigMap, and there is no cluster");
        try
        {
            var map = await configMaps.ReadAsync(name.Namespace, name.Name, CancellationToken.None)
                ?? throw new SemaphoreLimitException($"configmaps \"{name.Name}\" not found; make it: kubectl -n {name.Namespace} create configmap {name.Name} --from-literal={name.Key}=N");
            if (map.Data?.TryGetValue(name.Key!, out var text) != true) throw new SemaphoreLimitException($"Sync configuration key '{name.Key}' not found in ConfigMap '{name.Name}'");
            return int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var limit) ? limit
                : throw new SemaphoreLimitException($"the key '{name.Key}' of ConfigMap '{name.Name}' is no whole number: '{text}'");
        }
        catch (ConfigMapException failure)
        {
            throw new SemaphoreLimitException(failure.Message);
        }
    }
}
