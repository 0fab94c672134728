using System.Net;
using k8s;
using k8s.Autorest;
using Runbooks.Kubernetes.Clusters;

namespace Runbooks.Kubernetes.Tests.Clusters;

public class PathCheckedClientTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("../../kube-system/secrets/awskey", "default")]
    [InlineData("%2e%2e/awskey", "default")]
    [InlineData("awskey#", "default")]
    [InlineData("awskey", "default/../kube-system")]
    public async Task A_name_that_leads_elsewhere_is_refused_before_anything_is_sent(string name, string @namespace)
    {
        var sent = new Sent();
        using var client = Client(sent);

        var refusal = await Assert.ThrowsAsync<HttpOperationException>(() => client.CoreV1.ReadNamespacedSecretAsync(name, @namespace, cancellationToken: Cancellation));

        Assert.Equal(ApiFailureKind.Refused, ApiFailure.Of(refusal).Kind);
        Assert.Empty(sent.Paths);
    }

    [Theory]
    [InlineData("awskey?dryRun=All")]
    [InlineData("a/b")]
    [InlineData("")]
    public void A_name_of_a_user_is_a_DNS_subdomain(string name) =>
        Assert.Throws<HttpOperationException>(() => PathCheckedClient.Checked(name));

    private static PathCheckedClient Client(Sent sent) => new(new KubernetesClientConfiguration { Host = "http://cluster.invalid" }, sent);

    private sealed class Sent : DelegatingHandler
    {
        public List<string> Paths { get; } = [];

        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            Paths.Add(request.RequestUri!.AbsolutePath);
            return Task.FromResult(new HttpResponseMessage(HttpStatusCode.OK) { Content = new StringContent("{}") });
        }
    }
}
