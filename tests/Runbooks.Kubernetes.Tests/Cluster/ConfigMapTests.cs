using k8s;
using k8s.Models;
using Runbooks.Engine.Submission;
using Runbooks.Kubernetes.Clusters;
using Runbooks.Kubernetes.ConfigMaps;

namespace Runbooks.Kubernetes.Tests.Cluster;

public class ConfigMapTests
{
    [Fact]
    public async Task A_key_of_a_labelled_map_is_read_and_others_are_refused_with_the_reason()
    {
        await using var space = await TestNamespace.CreateAsync();
        await CreateAsync(space, "settings", new Dictionary<string, string> { ["workflows.argoproj.io/configmap-type"] = "Parameter" });
        await CreateAsync(space, "other", []);

        Assert.Equal("hello", (await ReadAsync(space, "settings", "msg")).Text);
        Assert.Equal((true, "ConfigMap 'settings' does not have the key 'mgs'; did you mean 'msg'?"), Refusal(await ReadAsync(space, "settings", "mgs")));
        Assert.Equal((false, "ConfigMap 'other' needs to have the label workflows.argoproj.io/configmap-type: Parameter to load parameters"), Refusal(await ReadAsync(space, "other", "msg")));
        Assert.Equal((true, $"ConfigMap 'gone' does not exist in namespace '{space.Name}'. Make one with the label workflows.argoproj.io/configmap-type: Parameter"), Refusal(await ReadAsync(space, "gone", "msg")));
    }

    [Fact]
    public async Task A_missing_permission_is_told()
    {
        await using var space = await TestNamespace.CreateAsync();
        using var weak = await space.ConnectAsServiceAccountAsync("weak");

        Assert.Contains("cannot get resource \"configmaps\"", (await ReadAsync(weak, space.Name, "settings", "msg")).Problem!, StringComparison.Ordinal);
    }

    private static (bool IsMissing, string? Problem) Refusal(ConfigMapValue value) => (value.IsMissing, value.Problem);

    private static Task<ConfigMapValue> ReadAsync(TestNamespace space, string name, string key) => ReadAsync(space.Cluster, space.Name, name, key);

    private static Task<ConfigMapValue> ReadAsync(ClusterConnection cluster, string @namespace, string name, string key) =>
        new ConfigMapSource(cluster).ReadAsync(@namespace, new ConfigMapKey(name, key), TestContext.Current.CancellationToken);

    private static Task<V1ConfigMap> CreateAsync(TestNamespace space, string name, Dictionary<string, string> labels) => space.Client.CoreV1.CreateNamespacedConfigMapAsync(
        new V1ConfigMap { Metadata = new V1ObjectMeta { Name = name, Labels = labels }, Data = new Dictionary<string, string> { ["msg"] = "hello" } }, space.Name);
}
