using System.Text;
using Runbooks.Kubernetes.Secrets;
using Runbooks.Secrets;

namespace Runbooks.Kubernetes.Tests.Cluster;

public class SecretTests
{
    [Fact]
    public async Task A_key_is_read()
    {
        await using var space = await TestNamespace.CreateAsync();
        await space.CreateSecretAsync("awskey", "credentials", "[default]");

        var value = await new KubernetesSecretSource(space.Cluster, TimeProvider.System).ReadAsync(space.Name, new SecretKey("awskey", "credentials"), CancellationToken.None);

        Assert.Equal("[default]", Encoding.UTF8.GetString(value));
    }

    [Fact]
    public async Task A_Secret_that_is_not_there_is_named_with_how_to_make_it()
    {
        await using var space = await TestNamespace.CreateAsync();

        var message = await RefusalAsync(space, new SecretKey("awskey", "credentials"));

        Assert.Equal($"there is no Secret 'awskey' in namespace '{space.Name}'; make it with: kubectl -n {space.Name} create secret generic awskey --from-file=credentials=FILE", message);
    }

    [Fact]
    public async Task A_key_that_is_not_there_is_named_with_those_that_are()
    {
        await using var space = await TestNamespace.CreateAsync();
        await space.CreateSecretAsync("awskey", "credentials", "s3cret");

        var message = await RefusalAsync(space, new SecretKey("awskey", "credential"));

        Assert.Equal($"Secret 'awskey' in namespace '{space.Name}' has no key 'credential' (its keys: credentials); did you mean 'credentials'?", message);
    }

    [Fact]
    public async Task A_missing_permission_is_named_with_how_to_grant_it()
    {
        await using var space = await TestNamespace.CreateAsync();
        using var weak = await space.ConnectAsServiceAccountAsync("weak");

        var refusal = await Assert.ThrowsAsync<SecretUnavailableException>(() =>
            new KubernetesSecretSource(weak, TimeProvider.System).ReadAsync(space.Name, new SecretKey("awskey", "credentials"), CancellationToken.None));

        Assert.Contains("cannot get resource \"secrets\"", refusal.Message, StringComparison.Ordinal);
        Assert.Contains("create role runbooks --verb=get", refusal.Message, StringComparison.Ordinal);
    }

    private static async Task<string> RefusalAsync(TestNamespace space, SecretKey secret) =>
        (await Assert.ThrowsAsync<SecretUnavailableException>(() => new KubernetesSecretSource(space.Cluster, TimeProvider.System).ReadAsync(space.Name, secret, CancellationToken.None))).Message;
}
