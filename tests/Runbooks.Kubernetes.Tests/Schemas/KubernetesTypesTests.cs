using System.Text.Json.Nodes;
using Runbooks.Kubernetes.Schemas;
using Runbooks.Schemas;

namespace Runbooks.Kubernetes.Tests.Schemas;

public class KubernetesTypesTests
{
    [Theory]
    [InlineData("Container", """{"image": "busybox", "env": [{"name": "KEY", "valueFrom": {"secretKeyRef": {"name": "s", "key": "k"}}}]}""")]
    [InlineData("Container", """{"image": "busybox", "resources": {"limits": {"cpu": 1, "memory": "64Mi"}}, "ports": [{"containerPort": 80}]}""")]
    [InlineData("ScriptTemplate", """{"image": "busybox", "command": ["sh"], "source": "echo"}""")]
    [InlineData("Volume", """{"name": "aws", "secret": {"secretName": "awskey", "items": [{"key": "credentials", "path": "c", "mode": 256}]}}""")]
    [InlineData("Toleration", """{"key": "spot", "operator": "Exists", "tolerationSeconds": 30}""")]
    [InlineData("Affinity", """{"nodeAffinity": {"requiredDuringSchedulingIgnoredDuringExecution": {"nodeSelectorTerms": [{"matchExpressions": [{"key": "a", "operator": "In", "values": ["b"]}]}]}}}""")]
    [InlineData("LocalObjectReference", """{"name": "registry"}""")]
    [InlineData("HostAlias", """{"ip": "10.0.0.1", "hostnames": ["a"]}""")]
    [InlineData("PodSecurityContext", """{"runAsUser": 1000, "fsGroup": 1000}""")]
    [InlineData("PodDNSConfig", """{"nameservers": ["10.0.0.1"], "options": [{"name": "ndots", "value": "2"}]}""")]
    public void A_right_value_has_no_problems(string type, string value) =>
        Assert.Empty(SchemaCheck.Check(JsonNode.Parse(value), KubernetesTypes.Get(type)));

    [Theory]
    [InlineData("Container", """{"image": "b", "imagee": "busybox"}""", "imagee: unknown field 'imagee' in Container; did you mean 'image'?")]
    [InlineData("Container", """{"image": "b", "command": "sh"}""", "command: expected a list, got text 'sh'")]
    [InlineData("Container", """{"image": "b", "volumeMounts": [{"name": "a"}]}""", "volumeMounts[0]: VolumeMount needs 'mountPath'")]
    [InlineData("Container", """{"image": "b", "env": [{"name": "A", "value": 5}]}""", "env[0].value: expected text, got 5")]
    [InlineData("Container", """{"command": ["sh"]}""", ": Container needs 'image'")]
    [InlineData("ScriptTemplate", """{"image": "busybox"}""", ": ScriptTemplate needs 'source'")]
    [InlineData("Volume", """{"name": "a", "secret": {"name": "s"}}""", "secret.name: unknown field 'name' in SecretVolumeSource")]
    [InlineData("Toleration", """{"tolerationSeconds": "soon"}""", "tolerationSeconds: expected a whole number, got text 'soon'")]
    public void A_wrong_value_is_told_where_and_what(string type, string value, string problem)
    {
        var found = Assert.Single(SchemaCheck.Check(JsonNode.Parse(value), KubernetesTypes.Get(type)));

        Assert.StartsWith(problem, $"{found.Path}: {found.Message}", StringComparison.Ordinal);
    }

    [Fact]
    public void An_unknown_type_is_refused() =>
        Assert.Contains("'Containr'", Assert.Throws<ArgumentException>(() => KubernetesTypes.Get("Containr")).Message, StringComparison.Ordinal);
}
