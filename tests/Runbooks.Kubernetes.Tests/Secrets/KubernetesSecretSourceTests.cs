using Runbooks.Kubernetes.Secrets;
using Runbooks.Kubernetes.Tests.Watching;
using Runbooks.Secrets;

namespace Runbooks.Kubernetes.Tests.Secrets;

/// <summary>Two steps that write the same key: what one of them has written the other doesn't replace.</summary>
public class KubernetesSecretSourceTests
{
    private const string Conflict = """{"kind": "Status", "code": 409, "reason": "Conflict", "message": "the object has been modified"}""";
    private const string NotFound = """{"kind": "Status", "code": 404, "reason": "NotFound", "message": "secrets \"keys\" not found"}""";
    private const string AlreadyExists = """{"kind": "Status", "code": 409, "reason": "AlreadyExists", "message": "secrets \"keys\" already exists"}""";

    private static readonly SecretKey Key = new("keys", "new");

    private static string Refusal => "Secret 'keys' in namespace 'default' has a key 'new' already: name another, or delete it";

    [Fact]
    public async Task A_key_that_another_has_written_meanwhile_stays()
    {
        await using var api = new FakeApi().On("read", 200, Secret("7", "")).On("PATCH", 409, Conflict).On("read", 200, Secret("8", "theirs"));

        Assert.Equal(Refusal, await RefusalAsync(api));
        Assert.Equal(["read", "PATCH", "read"], api.Requests);
    }

    [Fact]
    public async Task A_Secret_that_another_has_made_meanwhile_is_looked_at_first()
    {
        await using var api = new FakeApi().On("read", 404, NotFound).On("create", 409, AlreadyExists).On("read", 200, Secret("8", "theirs"));

        Assert.Equal(Refusal, await RefusalAsync(api));
        Assert.Equal(["read", "create", "read"], api.Requests);
    }

    [Fact]
    public async Task Another_key_that_was_written_meanwhile_is_no_hindrance()
    {
        await using var api = new FakeApi().On("read", 200, Secret("7", "")).On("PATCH", 409, Conflict).On("read", 200, Secret("8", "")).On("PATCH", 200, Secret("9", "ours"));

        await WriteAsync(api, mayReplace: false);

        Assert.Equal(["read", "PATCH", "read", "PATCH"], api.Requests);
    }

    [Fact]
    public async Task A_write_whose_answer_was_lost_is_found_done()
    {
        await using var api = new FakeApi()
            .On("read", 200, Secret("7", "")).On("PATCH", 504, """{"kind": "Status", "code": 504, "message": "timeout"}""")
            .On("read", 200, Secret("8", "ours")).On("PATCH", 200, Secret("8", "ours"));

        await WriteAsync(api, mayReplace: false);

        Assert.Equal(["read", "PATCH", "read", "PATCH"], api.Requests);
    }

    [Fact]
    public async Task A_key_that_may_be_replaced_is_not_looked_at()
    {
        await using var api = new FakeApi().On("PATCH", 200, Secret("8", "ours"));

        await WriteAsync(api, mayReplace: true);

        Assert.Equal(["PATCH"], api.Requests);
    }

    private static async Task<string> RefusalAsync(FakeApi api) =>
        (await Assert.ThrowsAsync<SecretUnavailableException>(() => WriteAsync(api, mayReplace: false))).Message;

    private static async Task WriteAsync(FakeApi api, bool mayReplace)
    {
        using var cluster = api.Connect();
        await new KubernetesSecretSource(cluster, TimeProvider.System).WriteAsync("default", Key, "ours"u8.ToArray(), mayReplace, TestContext.Current.CancellationToken);
    }

    /// <param name="value">Of the key; empty if it isn't there.</param>
    private static string Secret(string version, string value)
    {
        var data = value.Length == 0 ? "" : $"\"new\": \"{Convert.ToBase64String(System.Text.Encoding.UTF8.GetBytes(value))}\"";
        return $$$"""{"kind": "Secret", "apiVersion": "v1", "metadata": {"name": "keys", "resourceVersion": "{{{version}}}"}, "data": {{{{data}}}}}""";
    }
}
