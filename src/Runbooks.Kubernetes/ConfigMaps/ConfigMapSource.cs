using k8s;
using k8s.Models;
using Runbooks.Engine.Submission;
using Runbooks.Kubernetes.Clusters;
using Runbooks.Schemas;

namespace Runbooks.Kubernetes.ConfigMaps;

/// <summary>Reads parameters from ConfigMaps. As in Argo, these must carry a label that says so.</summary>
public sealed class ConfigMapSource(ClusterConnection cluster)
{
    private const string Label = "workflows.argoproj.io/configmap-type", Value = "Parameter";

    /// <exception cref="ClusterUnreachableException">The cluster does not answer.</exception>
    public async Task<ConfigMapValue> ReadAsync(string @namespace, ConfigMapKey key, CancellationToken cancellation)
    {
        try
        {
            return Find(await cluster.Client.CoreV1.ReadNamespacedConfigMapAsync(PathCheckedClient.Checked(key.Name), @namespace, cancellationToken: cancellation), key);
        }
        catch (Exception e) when (!cancellation.IsCancellationRequested)
        {
            var failure = ApiFailure.Of(e);
            return failure.Kind switch
            {
                ApiFailureKind.NotFound => Missing($"ConfigMap '{key.Name}' does not exist in namespace '{@namespace}'. Make one with the label {Label}: {Value}"),
                ApiFailureKind.Unreachable or ApiFailureKind.Transient or ApiFailureKind.Unauthorized =>
                    throw new ClusterUnreachableException($"ConfigMap '{key.Name}' can't be read: the Kubernetes API at {cluster.Server}: {failure.Message}", e),
                _ => new ConfigMapValue { Problem = $"ConfigMap '{key.Name}' can't be read: {failure.Message}" },
            };
        }
    }

    private static ConfigMapValue Find(V1ConfigMap map, ConfigMapKey key)
    {
        if (map.Metadata.Labels?.TryGetValue(Label, out var type) != true || type != Value)
            return new ConfigMapValue { Problem = $"ConfigMap '{key.Name}' needs to have the label {Label}: {Value} to load parameters" };
        var data = map.Data ?? new Dictionary<string, string>();
        return data.TryGetValue(key.Key, out var text)
            ? new ConfigMapValue { Text = text }
            : Missing($"ConfigMap '{key.Name}' does not have the key '{key.Key}'{DidYouMean.Hint(key.Key, data.Keys)}");
    }

    private static ConfigMapValue Missing(string problem) => new() { Problem = problem, IsMissing = true };
}
