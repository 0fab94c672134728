using k8s;
using Runbooks.Kubernetes.Clusters;
using Runbooks.Secrets;

namespace Runbooks.Kubernetes.Secrets;

public sealed class KubernetesSecretSource(ClusterConnection cluster) : ISecretSource
{
    public async Task<byte[]> ReadAsync(string @namespace, SecretKey secret, CancellationToken cancellation) =>
        (await cluster.Client.CoreV1.ReadNamespacedSecretAsync(secret.Name, @namespace, cancellationToken: cancellation)).Data[secret.Key];
}
