using k8s;
using k8s.Autorest;
using k8s.Models;
using Runbooks.Kubernetes.Clusters;
using Runbooks.Schemas;
using Runbooks.Secrets;

namespace Runbooks.Kubernetes.Secrets;

/// <summary>Reads Secrets from the cluster, anew each time: a rotated key is used at once. Writes those that steps name.</summary>
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

    public Task CheckWritableAsync(string @namespace, SecretKey secret, bool mayReplace, CancellationToken cancellation) =>
        PutAsync(@namespace, secret, value: null, mayReplace, cancellation);

    public Task WriteAsync(string @namespace, SecretKey secret, byte[] value, bool mayReplace, CancellationToken cancellation) =>
        PutAsync(@namespace, secret, value, mayReplace, cancellation);

    private Task<V1Secret> FetchAsync(string @namespace, SecretKey secret, CancellationToken cancellation) => PatientlyAsync(
        () => cluster.Client.CoreV1.ReadNamespacedSecretAsync(PathCheckedClient.Checked(secret.Name), @namespace, cancellationToken: cancellation),
        failure => ExplainRead(failure, @namespace, secret), cancellation);

    /// <param name="value">Null to try it only.</param>
    private Task<V1Secret> PutAsync(string @namespace, SecretKey secret, byte[]? value, bool mayReplace, CancellationToken cancellation) => PatientlyAsync(
        async () =>
        {
            var body = new V1Secret { Metadata = new V1ObjectMeta(), Data = new Dictionary<string, byte[]> { [secret.Key] = value ?? [] } };
            var dryRun = value is null ? "All" : null;
            try
            {
                // What is written between the look and the patch makes the patch a conflict, after which it is looked again.
                if (!mayReplace) body.Metadata.ResourceVersion = await FreeVersionAsync(@namespace, secret, value, cancellation);
                var patch = new V1Patch(body, V1Patch.PatchType.MergePatch);
                return await cluster.Client.CoreV1.PatchNamespacedSecretAsync(patch, PathCheckedClient.Checked(secret.Name), @namespace, dryRun: dryRun, cancellationToken: cancellation);
            }
            catch (HttpOperationException e) when (ApiFailure.Of(e).Kind == ApiFailureKind.NotFound)
            {
                body.Metadata = new V1ObjectMeta { Name = secret.Name };
                return await cluster.Client.CoreV1.CreateNamespacedSecretAsync(body, @namespace, dryRun: dryRun, cancellationToken: cancellation);
            }
        },
        failure => ExplainWrite(failure, @namespace, secret), cancellation);

    /// <returns>The version of the Secret in which the key is not there, or has this value: from a write of ours whose answer was lost.</returns>
    private async Task<string> FreeVersionAsync(string @namespace, SecretKey secret, byte[]? value, CancellationToken cancellation)
    {
        var found = await cluster.Client.CoreV1.ReadNamespacedSecretAsync(PathCheckedClient.Checked(secret.Name), @namespace, cancellationToken: cancellation);
        if (found.Data?.TryGetValue(secret.Key, out var there) != true || (value is not null && there.AsSpan().SequenceEqual(value))) return found.Metadata.ResourceVersion;
        throw new SecretUnavailableException($"Secret '{secret.Name}' in namespace '{@namespace}' has a key '{secret.Key}' already: name another, or delete it");
    }

    private async Task<T> PatientlyAsync<T>(Func<Task<T>> callAsync, Func<ApiFailure, string> explain, CancellationToken cancellation)
    {
        var backoff = new Backoff();
        var start = time.GetTimestamp();
        while (true)
        {
            try
            {
                return await callAsync();
            }
            catch (Exception e) when (e is not SecretUnavailableException && !cancellation.IsCancellationRequested)
            {
                var failure = ApiFailure.Of(e);
                var mayPass = failure.MayPass || failure.Kind is ApiFailureKind.AlreadyExists or ApiFailureKind.Conflict;
                if (!mayPass || time.GetElapsedTime(start) > Patience) throw new SecretUnavailableException(explain(failure), e);
            }
            await backoff.WaitAsync(time, cancellation);
        }
    }

    private string ExplainWrite(ApiFailure failure, string @namespace, SecretKey secret) => failure.Kind == ApiFailureKind.Unreachable
        ? $"Secret '{secret.Name}' in namespace '{@namespace}' can't be written: the Kubernetes API at {cluster.Server} can't be reached: {failure.Message}"
        : $"Secret '{secret.Name}' in namespace '{@namespace}' can't be written: {Rbac.Explain(failure, @namespace)}";

    private string ExplainRead(ApiFailure failure, string @namespace, SecretKey secret) => failure.Kind switch
    {
        ApiFailureKind.NotFound =>
            $"there is no Secret '{secret.Name}' in namespace '{@namespace}'; "
            + $"make it with: kubectl -n {@namespace} create secret generic {secret.Name} --from-file={secret.Key}=FILE",
        ApiFailureKind.Unreachable =>
            $"Secret '{secret.Name}' in namespace '{@namespace}' can't be read: the Kubernetes API at {cluster.Server} can't be reached: {failure.Message}",
        _ => $"Secret '{secret.Name}' in namespace '{@namespace}' can't be read: {Rbac.Explain(failure, @namespace)}",
    };
}
