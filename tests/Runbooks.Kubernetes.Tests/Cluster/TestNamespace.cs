using k8s;
using k8s.Models;
using Runbooks.Engine.Steps;
using Runbooks.Kubernetes.Clusters;
using Runbooks.Kubernetes.Pods;

namespace Runbooks.Kubernetes.Tests.Cluster;

/// <summary>A namespace of its own on the real cluster that KUBECONFIG names; a test without one is skipped.</summary>
internal sealed class TestNamespace : IAsyncDisposable
{
    private readonly ClusterConnection _cluster;

    private TestNamespace(ClusterConnection cluster, string name) => (_cluster, Name) = (cluster, name);

    public string Name { get; }

    public IKubernetes Client => _cluster.Client;

    public static async Task<TestNamespace> CreateAsync()
    {
        Assert.SkipWhen(string.IsNullOrEmpty(Environment.GetEnvironmentVariable("KUBECONFIG")), "KUBECONFIG is not set: no cluster to test on");
        var cluster = ClusterConnection.TryOpen()!;
        var name = $"runbooks-test-{Guid.NewGuid().ToString("N")[..8]}";
        await cluster.Client.CoreV1.CreateNamespaceAsync(new V1Namespace { Metadata = new V1ObjectMeta { Name = name } });
        return new TestNamespace(cluster, name);
    }

    public PodStepExecutor Executor(PodOptions? options = null) => new(_cluster, options ?? new PodOptions(), TimeProvider.System);

    public StepContext Step(string template, string workflow = "{}") => Steps.Step.Of(template, Name, workflow);

    public async Task<StepOutcome> RunAsync(StepContext step, PodOptions? options = null)
    {
        await using var executor = Executor(options);
        return await executor.ExecuteAsync(step, TestContext.Current.CancellationToken);
    }

    public async ValueTask DisposeAsync()
    {
        await Client.CoreV1.DeleteNamespaceAsync(Name, new V1DeleteOptions { GracePeriodSeconds = 0 });
        _cluster.Dispose();
    }
}
