using System.Net;
using System.Net.Sockets;
using k8s;
using Runbooks.Kubernetes.Clusters;
using Runbooks.Kubernetes.Tests.Watching;

namespace Runbooks.Kubernetes.Tests.Clusters;

public class ClusterConnectionTests
{
    [Theory]
    [InlineData(null)]
    [InlineData("")]
    public void Without_any_configuration_there_is_no_cluster(string? variable) =>
        Assert.Null(ClusterConnection.TryOpen(variable, "/no/such/file"));

    [Theory]
    [InlineData("/no/such/file", "no such file: /no/such/file")]
    [InlineData("/etc/hostname", "")]
    public void A_configuration_that_is_broken_is_not_taken_for_none(string file, string reason)
    {
        var mistake = Assert.Throws<ClusterUnreachableException>(() => ClusterConnection.TryOpen(file, "/no/such/file"));

        Assert.StartsWith($"the Kubernetes configuration (KUBECONFIG={file}) can't be used: {reason}", mistake.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData("---\n")]
    public void A_configuration_with_nothing_in_it_is_told(string text)
    {
        var file = Path.GetTempFileName();
        File.WriteAllText(file, text);

        var mistake = Assert.Throws<ClusterUnreachableException>(() => ClusterConnection.TryOpen(file, "/no/such/file"));

        Assert.Equal($"the Kubernetes configuration (KUBECONFIG={file}) can't be used: there is nothing in it", mistake.Message);
        File.Delete(file);
    }

    [Fact]
    public async Task A_server_that_does_not_answer_is_named_with_what_to_do()
    {
        var free = new TcpListener(IPAddress.Loopback, 0);
        free.Start();
        var url = $"http://127.0.0.1:{((IPEndPoint)free.LocalEndpoint).Port}";
        free.Stop();
        using var cluster = new ClusterConnection(new KubernetesClientConfiguration { Host = url });

        var mistake = await Assert.ThrowsAsync<ClusterUnreachableException>(() => cluster.CheckAsync(CancellationToken.None));

        Assert.StartsWith($"the Kubernetes API at {url} can't be reached: Connection refused", mistake.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Credentials_that_are_refused_are_told_from_no_answer()
    {
        await using var api = new FakeApi().On("read", 401, """{"kind": "Status", "code": 401, "message": "Unauthorized"}""");
        using var cluster = api.Connect();

        var mistake = await Assert.ThrowsAsync<ClusterUnreachableException>(() => cluster.CheckAsync(CancellationToken.None));

        Assert.Contains("refuses our credentials: Unauthorized", mistake.Message, StringComparison.Ordinal);
    }
}
