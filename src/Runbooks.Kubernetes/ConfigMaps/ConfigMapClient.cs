using k8s;
using k8s.Models;
using Runbooks.Kubernetes.Clusters;

namespace Runbooks.Kubernetes.ConfigMaps;

/// <summary>Reads ConfigMaps, and sets single keys of them. A cluster that doesn't answer is asked again for half a minute.</summary>
public sealed class ConfigMapClient(ClusterConnection cluster, TimeProvider time)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    /// <summary>Null if there is none of that name.</summary>
    /// <exception cref="ConfigMapException">It can't be told.</exception>
    public Task<V1ConfigMap?> ReadAsync(string @namespace, string name, CancellationToken cancellation) => AgainAsync(@namespace, name,
        async () => (V1ConfigMap?)await cluster.Client.CoreV1.ReadNamespacedConfigMapAsync(PathCheckedClient.Checked(name), @namespace, cancellationToken: cancellation), cancellation);

    /// <summary>Sets keys (null: removes them), and leaves all others as they are; makes the ConfigMap if there is none.</summary>
    /// <exception cref="ConfigMapException">It can't be written.</exception>
    public async Task SetAsync(string @namespace, string name, IReadOnlyDictionary<string, string?> data, IReadOnlyDictionary<string, string>? labels, CancellationToken cancellation)
    {
        var body = new { metadata = new { labels }, data };
        var patch = new V1Patch(KubernetesJson.Serialize(body), V1Patch.PatchType.MergePatch);
        if (await AgainAsync(@namespace, name, async () => (V1ConfigMap?)await cluster.Client.CoreV1.PatchNamespacedConfigMapAsync(patch, PathCheckedClient.Checked(name), @namespace, cancellationToken: cancellation), cancellation) is not null) return;
        var map = new V1ConfigMap
        {
            Metadata = new V1ObjectMeta { Name = name, Labels = labels?.ToDictionary() },
            Data = data.Where(entry => entry.Value is not null).ToDictionary(entry => entry.Key, entry => entry.Value!),
        };
        if (await AgainAsync(@namespace, name, async () => (V1ConfigMap?)await cluster.Client.CoreV1.CreateNamespacedConfigMapAsync(map, @namespace, cancellationToken: cancellation), cancellation) is null)
            throw new ConfigMapException($"ConfigMap '{name}' can't be made: there is no namespace '{@namespace}'");
    }

    /// <returns>Null if what is asked for isn't there.</returns>
    private async Task<V1ConfigMap?> AgainAsync(string @namespace, string name, Func<Task<V1ConfigMap?>> call, CancellationToken cancellation)
    {
        var backoff = new Backoff();
        var start = time.GetTimestamp();
        while (true)
        {
            try
            {
                return await call();
            }
            catch (Exception e) when (!cancellation.IsCancellationRequested)
            {
                var failure = ApiFailure.Of(e);
                if (failure.Kind == ApiFailureKind.NotFound) return null;
                if (!(failure.MayPass || failure.Kind is ApiFailureKind.Conflict or ApiFailureKind.AlreadyExists) || time.GetElapsedTime(start) > Patience)
                    throw new ConfigMapException($"ConfigMap '{name}' in namespace '{@namespace}': {Rbac.Explain(failure, @namespace)}", e);
            }
            await backoff.WaitAsync(time, cancellation);
        }
    }
}
