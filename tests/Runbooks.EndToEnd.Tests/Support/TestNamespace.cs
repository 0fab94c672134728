using k8s;
using k8s.KubeConfigModels;
using k8s.Models;

namespace Runbooks.EndToEnd.Tests.Support;

/// <summary>A fresh namespace of the cluster that KUBECONFIG names: its default ServiceAccount, and no RBAC beyond that.</summary>
internal sealed class TestNamespace : IAsyncDisposable
{
    private const string Account = "runbooks";

    private readonly Kubernetes _client;

    private TestNamespace(Kubernetes client, string name) => (_client, Name) = (client, name);

    public string Name { get; }

    /// <summary>Skips the test where there is no cluster.</summary>
    public static async Task<TestNamespace> CreateAsync()
    {
        Assert.SkipWhen(string.IsNullOrEmpty(Environment.GetEnvironmentVariable("KUBECONFIG")), "needs a cluster: KUBECONFIG is not set (tests/testbed/up brings one up)");
        var client = new Kubernetes(KubernetesClientConfiguration.BuildDefaultConfig());
        var created = await client.CoreV1.CreateNamespaceAsync(new V1Namespace { Metadata = new V1ObjectMeta { GenerateName = "e2e-" } });
        var test = new TestNamespace(client, created.Metadata.Name);
        await test.WaitForServiceAccountAsync();
        return test;
    }

    /// <summary>A kubeconfig whose current context is this namespace.</summary>
    public async Task<string> WriteKubeconfigAsync(string folder, Action<User>? change = null)
    {
        var config = await KubernetesClientConfiguration.LoadKubeConfigAsync(Environment.GetEnvironmentVariable("KUBECONFIG"));
        config.Contexts.Single(context => context.Name == config.CurrentContext).ContextDetails.Namespace = Name;
        if (change is not null) foreach (var user in config.Users) change(user);
        var path = Path.Combine(folder, "kubeconfig");
        await File.WriteAllTextAsync(path, KubernetesYaml.Serialize(config));
        return path;
    }

    /// <summary>A kubeconfig of a new ServiceAccount that has the role in a file, and no other right.</summary>
    public async Task<string> WriteKubeconfigOfAsync(string roleFile, string folder)
    {
        var role = KubernetesYaml.Deserialize<V1Role>(await File.ReadAllTextAsync(roleFile));
        await _client.CoreV1.CreateNamespacedServiceAccountAsync(new V1ServiceAccount { Metadata = new V1ObjectMeta { Name = Account } }, Name);
        await _client.RbacAuthorizationV1.CreateNamespacedRoleAsync(role, Name);
        await _client.RbacAuthorizationV1.CreateNamespacedRoleBindingAsync(
            new V1RoleBinding
            {
                Metadata = new V1ObjectMeta { Name = Account },
                RoleRef = new V1RoleRef { ApiGroup = "rbac.authorization.k8s.io", Kind = "Role", Name = role.Metadata.Name },
                Subjects = [new Rbacv1Subject { Kind = "ServiceAccount", Name = Account, NamespaceProperty = Name }],
            }, Name);
        var token = await _client.CoreV1.CreateNamespacedServiceAccountTokenAsync(new Authenticationv1TokenRequest { Spec = new V1TokenRequestSpec { Audiences = [] } }, Account, Name);
        return await WriteKubeconfigAsync(folder, user => user.UserCredentials = new UserCredentials { Token = token.Status.Token });
    }

    public Task CreateSecretAsync(string name, string key, string text) => _client.CoreV1.CreateNamespacedSecretAsync(
        new V1Secret { Metadata = new V1ObjectMeta { Name = name }, StringData = new Dictionary<string, string> { [key] = text } }, Name);

    public Task CreateConfigMapAsync(string name, string key, string value) => _client.CoreV1.CreateNamespacedConfigMapAsync(
        new V1ConfigMap { Metadata = new V1ObjectMeta { Name = name }, Data = new Dictionary<string, string> { [key] = value } }, Name);

    public async Task CreateWorkflowTemplateAsync(string yaml)
    {
        await CustomType.DefineArgosAsync(_client);
        await _client.CustomObjects.CreateNamespacedCustomObjectAsync(KubernetesYaml.Deserialize<object>(yaml), "argoproj.io", "v1alpha1", Name, "workflowtemplates");
    }

    /// <summary>A token of the default ServiceAccount for AWS, as the cluster mounts it for IRSA.</summary>
    public async Task<string> WebIdentityTokenAsync() => (await _client.CoreV1.CreateNamespacedServiceAccountTokenAsync(
        new Authenticationv1TokenRequest { Spec = new V1TokenRequestSpec { Audiences = ["sts.amazonaws.com"] } }, "default", Name)).Status.Token;

    public async Task<IReadOnlyList<V1Pod>> PodsAsync() => [.. (await _client.CoreV1.ListNamespacedPodAsync(Name)).Items];

    public Task DeletePodAsync(string pod) => _client.CoreV1.DeleteNamespacedPodAsync(pod, Name, gracePeriodSeconds: 0);

    public async ValueTask DisposeAsync()
    {
        await _client.CoreV1.DeleteNamespaceAsync(Name);
        _client.Dispose();
    }

    // Pods are refused until the controller has made it.
    private async Task WaitForServiceAccountAsync()
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        while ((await _client.CoreV1.ListNamespacedServiceAccountAsync(Name, cancellationToken: patience.Token)).Items.Count == 0)
            await Task.Delay(TimeSpan.FromMilliseconds(50), TimeProvider.System, patience.Token);
    }
}
