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

    [Fact]
    public async Task A_key_is_written_beside_those_that_are_there()
    {
        await using var space = await TestNamespace.CreateAsync();
        await space.CreateSecretAsync("keys", "old", "0ld");
        var source = new KubernetesSecretSource(space.Cluster, TimeProvider.System);

        foreach (var secret in (SecretKey[])[new("keys", "new"), new("made", "new")])
        {
            await source.CheckWritableAsync(space.Name, secret, mayReplace: false, CancellationToken.None);
            await source.WriteAsync(space.Name, secret, "n3w"u8.ToArray(), mayReplace: false, CancellationToken.None);
            Assert.Equal("n3w", Encoding.UTF8.GetString(await source.ReadAsync(space.Name, secret, CancellationToken.None)));
        }
        Assert.Equal("0ld", Encoding.UTF8.GetString(await source.ReadAsync(space.Name, new SecretKey("keys", "old"), CancellationToken.None)));
    }

    [Fact]
    public async Task A_key_that_is_there_is_not_replaced_unless_that_is_meant()
    {
        await using var space = await TestNamespace.CreateAsync();
        await space.CreateSecretAsync("keys", "old", "0ld");
        var source = new KubernetesSecretSource(space.Cluster, TimeProvider.System);

        var refusal = await Assert.ThrowsAsync<SecretUnavailableException>(() => source.CheckWritableAsync(space.Name, new SecretKey("keys", "old"), mayReplace: false, CancellationToken.None));
        await source.CheckWritableAsync(space.Name, new SecretKey("keys", "old"), mayReplace: true, CancellationToken.None);

        Assert.Equal($"Secret 'keys' in namespace '{space.Name}' has a key 'old' already: name another, or delete it", refusal.Message);
        Assert.Equal("0ld", Encoding.UTF8.GetString(await source.ReadAsync(space.Name, new SecretKey("keys", "old"), CancellationToken.None)));
    }

    [Theory]
    [InlineData("keys")]
    [InlineData("made")]
    public async Task Of_several_that_write_a_key_at_the_same_time_one_succeeds_and_the_others_know(string name)
    {
        await using var space = await TestNamespace.CreateAsync();
        await space.CreateSecretAsync("keys", "old", "0ld");
        var source = new KubernetesSecretSource(space.Cluster, TimeProvider.System);

        var written = await Task.WhenAll(Enumerable.Range(0, 6).Select(async i =>
        {
            try
            {
                await source.WriteAsync(space.Name, new SecretKey(name, "new"), Encoding.UTF8.GetBytes($"of {i}"), mayReplace: false, CancellationToken.None);
                return $"of {i}";
            }
            catch (SecretUnavailableException refusal)
            {
                Assert.EndsWith("has a key 'new' already: name another, or delete it", refusal.Message, StringComparison.Ordinal);
                return null;
            }
        }));

        Assert.Equal([Encoding.UTF8.GetString(await source.ReadAsync(space.Name, new SecretKey(name, "new"), CancellationToken.None))], written.OfType<string>());
    }

    [Fact]
    public async Task Whether_a_key_may_be_written_is_known_before()
    {
        await using var space = await TestNamespace.CreateAsync();
        using var weak = await space.ConnectAsServiceAccountAsync("weak");

        var refusal = await Assert.ThrowsAsync<SecretUnavailableException>(() =>
            new KubernetesSecretSource(weak, TimeProvider.System).CheckWritableAsync(space.Name, new SecretKey("keys", "new"), mayReplace: true, CancellationToken.None));

        Assert.StartsWith($"Secret 'keys' in namespace '{space.Name}' can't be written: ", refusal.Message, StringComparison.Ordinal);
        Assert.Contains("cannot patch resource \"secrets\"", refusal.Message, StringComparison.Ordinal);
    }

    private static async Task<string> RefusalAsync(TestNamespace space, SecretKey secret) =>
        (await Assert.ThrowsAsync<SecretUnavailableException>(() => new KubernetesSecretSource(space.Cluster, TimeProvider.System).ReadAsync(space.Name, secret, CancellationToken.None))).Message;
}
