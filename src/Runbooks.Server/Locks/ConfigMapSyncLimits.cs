using System.Globalization;
using Runbooks.Kubernetes.Clusters;
using Runbooks.Kubernetes.ConfigMaps;

namespace Runbooks.Server.Locks;

/// <summary>How many may hold the semaphores of one ConfigMap: its keys.</summary>
public sealed class ConfigMapSyncLimits : ISyncLimits
{
    private readonly ConfigMapClient _client;
    private readonly string _name;

    private ConfigMapSyncLimits(ConfigMapClient client, string name) => (_client, _name) = (client, name);

    /// <exception cref="ClusterUnreachableException">There is no cluster.</exception>
    public static ConfigMapSyncLimits Open(string name, TimeProvider time) =>
        ClusterConnection.TryOpen() is { } cluster ? new ConfigMapSyncLimits(new ConfigMapClient(cluster, time), name)
        : throw new ClusterUnreachableException($"a limit in a ConfigMap needs a cluster: {ClusterConnection.Sources}");

    /// <exception cref="ConfigMapException">The cluster doesn't say.</exception>
    public async Task<int?> FindAsync(string @namespace, string key)
    {
        var map = await _client.ReadAsync(@namespace, _name, CancellationToken.None);
        if (map?.Data?.TryGetValue(key, out var text) != true) return null;
        return int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var size) ? size
            : throw new ConfigMapException($"the key '{key}' of ConfigMap '{_name}' is no whole number: '{text}'");
    }

    /// <exception cref="ConfigMapException">The cluster refuses.</exception>
    public async Task<bool> CreateAsync(string @namespace, string key, int size) => await FindAsync(@namespace, key) is null && await SetAsync(@namespace, key, size);

    /// <exception cref="ConfigMapException">The cluster refuses.</exception>
    public async Task<bool> UpdateAsync(string @namespace, string key, int size) => await FindAsync(@namespace, key) is not null && await SetAsync(@namespace, key, size);

    /// <exception cref="ConfigMapException">The cluster refuses.</exception>
    public async Task<bool> DeleteAsync(string @namespace, string key) => await FindAsync(@namespace, key) is not null && await SetAsync(@namespace, key, null);

    private async Task<bool> SetAsync(string @namespace, string key, int? size)
    {
        var data = new Dictionary<string, string?> { [key] = size?.ToString(CultureInfo.InvariantCulture) };
        await _client.SetAsync(@namespace, _name, data, labels: null, CancellationToken.None);
        return true;
    }
}
