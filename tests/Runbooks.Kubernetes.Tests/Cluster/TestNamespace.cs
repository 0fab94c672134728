using System.Text;
using k8s;
using k8s.Models;
using Runbooks.Engine.Steps;
using Runbooks.Kubernetes.Clusters;
using Runbooks.Kubernetes.Pods;

namespace Runbooks.Kubernetes.Tests.Cluster;

/// <summary>A namespace of its own on the real cluster that KUBECONFIG names; a test without one is skipped.</summary>
internal sealed class TestNamespace : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    private TestNamespace(ClusterConnection cluster, string name) => (Cluster, Name) = (cluster, name);

    public string Name { get; }

    public ClusterConnection Cluster { get; }

    public IKubernetes Client => Cluster.Client;

    public static async Task<TestNamespace> CreateAsync()
    {
        Assert.SkipWhen(string.IsNullOrEmpty(Environment.GetEnvironmentVariable("KUBECONFIG")), "KUBECONFIG is not set: no cluster to test on");
        var cluster = ClusterConnection.TryOpen()!;
        var name = $"runbooks-test-{Guid.NewGuid().ToString("N")[..8]}";
        await cluster.Client.CoreV1.CreateNamespaceAsync(new V1Namespace { Metadata = new V1ObjectMeta { Name = name } });
        return new TestNamespace(cluster, name);
    }

    public PodStepExecutor Executor(PodOptions? options = null) => new(Cluster, options ?? new PodOptions(), TimeProvider.System);

    public StepContext Step(string template, string workflow = "{}") => Steps.TestStep.Of(template, Name, workflow);

    public async Task<StepOutcome> RunAsync(StepContext step, PodOptions? options = null)
    {
        await using var executor = Executor(options);
        return await executor.ExecuteAsync(step, TestContext.Current.CancellationToken);
    }

    public CuttingProxy OpenProxy() => new(Cluster.Server);

    public Task CreateSecretAsync(string name, string key, string value) => Client.CoreV1.CreateNamespacedSecretAsync(
        new V1Secret { Metadata = new V1ObjectMeta { Name = name }, Data = new Dictionary<string, byte[]> { [key] = Encoding.UTF8.GetBytes(value) } }, Name);

    /// <summary>The same cluster, as a new service account without any permission.</summary>
    public async Task<ClusterConnection> ConnectAsServiceAccountAsync(string name)
    {
        await Client.CoreV1.CreateNamespacedServiceAccountAsync(new V1ServiceAccount { Metadata = new V1ObjectMeta { Name = name } }, Name);
        var request = new Authenticationv1TokenRequest { Spec = new V1TokenRequestSpec { Audiences = ["https://kubernetes.default.svc"], ExpirationSeconds = 600 } };
        var token = await Client.CoreV1.CreateNamespacedServiceAccountTokenAsync(request, name, Name);
        return new ClusterConnection(new KubernetesClientConfiguration { Host = Cluster.Server, SkipTlsVerify = true, AccessToken = token.Status.Token });
    }

    /// <summary>A Pod that a test makes itself is refused until the controller has made the namespace's account.</summary>
    public async Task HasServiceAccountAsync()
    {
        using var patience = new CancellationTokenSource(Patience);
        while ((await Client.CoreV1.ListNamespacedServiceAccountAsync(Name, cancellationToken: patience.Token)).Items.Count == 0)
            await Task.Delay(TimeSpan.FromMilliseconds(50), TimeProvider.System, patience.Token);
    }

    public async Task<V1Pod?> ReadPodAsync(StepContext step) =>
        (await Client.CoreV1.ListNamespacedPodAsync(Name, fieldSelector: $"metadata.name={step.PodName}")).Items.SingleOrDefault();

    public Task<bool> IsGoneAsync(StepContext step) => EventuallyAsync(step, pod => pod is null);

    public Task<bool> IsThereAsync(StepContext step) => EventuallyAsync(step, pod => pod is not null);

    public Task<bool> HasEndedAsync(StepContext step) => EventuallyAsync(step, pod => pod is null or { Status.Phase: "Succeeded" or "Failed" });

    public async ValueTask DisposeAsync()
    {
        await Client.CoreV1.DeleteNamespaceAsync(Name, new V1DeleteOptions { GracePeriodSeconds = 0 });
        Cluster.Dispose();
    }

    private async Task<bool> EventuallyAsync(StepContext step, Func<V1Pod?, bool> holds)
    {
        var start = TimeProvider.System.GetTimestamp();
        while (TimeProvider.System.GetElapsedTime(start) < Patience)
        {
            if (holds(await ReadPodAsync(step))) return true;
            await Task.Delay(TimeSpan.FromMilliseconds(200), TimeProvider.System);
        }
        return false;
    }
}
