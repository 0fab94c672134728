using k8s;
using k8s.Models;

namespace Runbooks.Benchmarks.Container;

/// <summary>A fresh namespace of the cluster that KUBECONFIG names, and Pods made in it by hand: what a program without an engine would do.</summary>
internal sealed class Cluster : IAsyncDisposable
{
    private const string Label = "bench.runbooks.dev/round";

    private readonly k8s.Kubernetes _client;
    private int _round;

    private Cluster(k8s.Kubernetes client, string name) => (_client, Namespace) = (client, name);

    public string Namespace { get; }

    /// <returns>Null where there is no cluster.</returns>
    public static async Task<Cluster?> OpenAsync()
    {
        if (string.IsNullOrEmpty(Environment.GetEnvironmentVariable("KUBECONFIG"))) return null;
        var client = new k8s.Kubernetes(KubernetesClientConfiguration.BuildDefaultConfig());
        var created = await client.CoreV1.CreateNamespaceAsync(new V1Namespace { Metadata = new V1ObjectMeta { GenerateName = "bench-" } });
        // Pods are refused until the controller has made the default ServiceAccount.
        while ((await client.CoreV1.ListNamespacedServiceAccountAsync(created.Metadata.Name)).Items.Count == 0)
            await Task.Delay(TimeSpan.FromMilliseconds(50), TimeProvider.System);
        return new Cluster(client, created.Metadata.Name);
    }

    /// <summary>Makes so many hello-world Pods at once, and watches until all have succeeded.</summary>
    public async Task RunPodsAsync(int count)
    {
        var round = $"r{++_round}";
        var version = (await _client.CoreV1.ListNamespacedPodAsync(Namespace, labelSelector: $"{Label}={round}")).Metadata.ResourceVersion;
        var done = DoneAsync(round, version, count);
        await Task.WhenAll(Enumerable.Range(0, count).Select(i => _client.CoreV1.CreateNamespacedPodAsync(Pod($"{round}-{i}", round), Namespace)));
        await done;
    }

    public Task<ApiRequests> RequestsAsync() => ApiRequests.SoFarAsync(_client);

    /// <summary>Waits until nobody patches Pods any more, as the engine does after a run.</summary>
    public async Task SettleAsync()
    {
        ApiRequests before, after = await RequestsAsync();
        do
        {
            before = after;
            await Task.Delay(TimeSpan.FromMilliseconds(500), TimeProvider.System);
            after = await RequestsAsync();
        }
        while (after.Labels != before.Labels);
    }

    public Task CreateSecretAsync(string name, string key, string text) => _client.CoreV1.CreateNamespacedSecretAsync(
        new V1Secret { Metadata = new V1ObjectMeta { Name = name }, StringData = new Dictionary<string, string> { [key] = text } }, Namespace);

    public async ValueTask DisposeAsync()
    {
        await _client.CoreV1.DeleteNamespaceAsync(Namespace);
        _client.Dispose();
    }

    private async Task DoneAsync(string round, string version, int count)
    {
        var succeeded = new HashSet<string>();
        await foreach (var (_, pod) in _client.CoreV1.WatchListNamespacedPodAsync(Namespace, labelSelector: $"{Label}={round}", resourceVersion: version))
        {
            if (pod.Status.Phase == "Failed") throw new InvalidOperationException($"Pod {pod.Metadata.Name} failed");
            if (pod.Status.Phase == "Succeeded" && succeeded.Add(pod.Metadata.Name) && succeeded.Count == count) return;
        }
        throw new InvalidOperationException("the watch ended early");
    }

    private static V1Pod Pod(string name, string round) => new()
    {
        Metadata = new V1ObjectMeta { Name = name, Labels = new Dictionary<string, string> { [Label] = round } },
        Spec = new V1PodSpec
        {
            RestartPolicy = "Never",
            Containers = [new V1Container { Name = "main", Image = "busybox:1.36", Command = ["echo"], Args = ["hello world"] }],
        },
    };
}
