using k8s;
using k8s.Models;
using Runbooks.Kubernetes.Clusters;
using Runbooks.Schemas;
using Runbooks.Secrets;

namespace Runbooks.Kubernetes.Secrets;

/// <summary>Reads Secrets from the cluster, anew each time: a rotated key is used at once.</summary>
public sealed class KubernetesSecretSource(ClusterConnection cluster, TimeProvider time) : ISecretSource
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    public async Task<byte[]> ReadAsync(string @namespace, SecretKey secret, CancellationToken cancellation)
    {
        var data = (await FetchAsync(@namespace, secret, cancellation)).Data ?? new Dictionary<string, byte[]>();
        if (data.TryGetValue(secret.Key, out var value)) return value;
        var choices = data.Count == 0 ? "it is empty" : $"its keys: {string.Join(", ", data.Keys.Order(StringComparer.Ordinal))}";
        throw new SecretUnavailableException(
            $"Secret '{secret.Name}' in namespace '{@namespace}' has no key '{secret.Key}' ({choices}){DidYouMean.Hint(secret.Key, data.Keys)}");
    }

    private async Task<V1Secret> FetchAsync(string @namespace, SecretKey secret, CancellationToken cancellation)
    {
        var backoff = new Backoff();
        var start = time.GetTimestamp();
        while (true)
        {
            try
            {
                return await cluster.Client.CoreV1.ReadNamespacedSecretAsync(secret.Name, @namespace, cancellationToken: cancellation);
            }
            catch (Exception e) when (!cancellation.IsCancellationRequested)
            {
                var failure = ApiFailure.Of(e);
                if (!failure.MayPass || time.GetElapsedTime(start) > Patience) throw new SecretUnavailableException(Explain(failure, @namespace, secret), e);
            }
            await backoff.WaitAsync(time, cancellation);
        }
    }

    private string Explain(ApiFailure failure, string @namespace, SecretKey secret) => failure.Kind switch
    {
        ApiFailureKind.NotFound =>
            $"there is no Secret '{secret.Name}' in namespace '{@namespace}'; "
            + $"make it with: kubectl -n {@namespace} create secret generic {secret.Name} --from-file={secret.Key}=FILE",
        ApiFailureKind.Unreachable =>
            $"Secret '{secret.Name}' in namespace '{@namespace}' can't be read: the Kubernetes API at {cluster.Server} can't be reached: {failure.Message}",
        _ => $"Secret '{secret.Name}' in namespace '{@namespace}' can't be read: {Rbac.Explain(failure, @namespace)}",
    };
}
