using System.Text.Json.Nodes;
using k8s;
using k8s.Models;
using Microsoft.Extensions.Time.Testing;
using Runbooks.Engine.Runs.Memoization;
using Runbooks.Engine.Steps;
using Runbooks.Kubernetes.ConfigMaps;

namespace Runbooks.Kubernetes.Tests.Cluster;

/// <summary>Memoized outputs in ConfigMaps, in Argo's form.</summary>
public class ConfigMapCacheTests
{
    private static readonly DateTimeOffset Now = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    private readonly FakeTimeProvider _time = new(Now);

    [Fact]
    public async Task What_is_kept_is_found_as_long_as_it_is_young_enough()
    {
        await using var space = await TestNamespace.CreateAsync();
        var cache = new ConfigMapCache(space.Cluster, _time);
        var outputs = new StepOutputs { Result = "7", ExitCode = "0", Parameters = new Dictionary<string, string> { ["a"] = "ü" } };

        Assert.Null(await LoadAsync(cache, space, "k", "1h"));
        await cache.SaveAsync(space.Name, new CacheKey("known", "k", null), "wf-1", outputs, CancellationToken.None);
        await cache.SaveAsync(space.Name, new CacheKey("known", "other", null), "wf-2", StepOutputs.None, CancellationToken.None);

        Assert.Equivalent(outputs, await LoadAsync(cache, space, "k", "1h"), strict: true);
        _time.Advance(TimeSpan.FromHours(2));
        Assert.Null(await LoadAsync(cache, space, "k", "1h"));
        Assert.Equivalent(outputs, await LoadAsync(cache, space, "k", ""), strict: true);
    }

    [Fact]
    public async Task The_config_map_is_one_that_argo_can_read()
    {
        await using var space = await TestNamespace.CreateAsync();

        await new ConfigMapCache(space.Cluster, _time).SaveAsync(space.Name, new CacheKey("known", "k", null), "wf-1",
            new StepOutputs { Parameters = new Dictionary<string, string> { ["hello"] = "world" } }, CancellationToken.None);

        var map = await space.Client.CoreV1.ReadNamespacedConfigMapAsync("known", space.Name, cancellationToken: TestContext.Current.CancellationToken);
        Assert.Equal("Cache", map.Metadata.Labels["workflows.argoproj.io/configmap-type"]);
        Assert.Equal(
            """{"nodeID":"wf-1","outputs":{"parameters":[{"name":"hello","value":"world"}]},"creationTimestamp":"2026-01-01T00:00:00Z","lastHitTimestamp":"2026-01-01T00:00:00Z"}""",
            map.Data["k"]);
    }

    [Fact]
    public async Task What_argo_has_kept_is_found_and_keeps_what_else_is_in_it()
    {
        await using var space = await TestNamespace.CreateAsync();
        await CreateAsync(space, "Cache", """{"nodeID":"memoized-hdckj","outputs":{"parameters":[{"name":"hello","value":"different world","valueFrom":{"path":"/tmp/hello_world.txt"}}],"exitCode":"0"},"creationTimestamp":"2025-12-31T23:59:00Z","lastHitTimestamp":"2025-12-31T23:59:00Z"}""");

        var outputs = await LoadAsync(new ConfigMapCache(space.Cluster, _time), space, "k", "1h");

        Assert.Equal("different world", outputs!.Parameters["hello"]);
        var entry = JsonNode.Parse((await space.Client.CoreV1.ReadNamespacedConfigMapAsync("known", space.Name, cancellationToken: TestContext.Current.CancellationToken)).Data["k"])!;
        Assert.Equal(("2026-01-01T00:00:00Z", "/tmp/hello_world.txt"), ((string?)entry["lastHitTimestamp"], (string?)entry["outputs"]!["parameters"]![0]!["valueFrom"]!["path"]));
    }

    [Fact]
    public async Task A_config_map_that_is_no_cache_is_not_used()
    {
        await using var space = await TestNamespace.CreateAsync();
        await CreateAsync(space, null, "{}");
        var cache = new ConfigMapCache(space.Cluster, _time);

        var refusal = await Assert.ThrowsAsync<CacheUnavailableException>(() => LoadAsync(cache, space, "k", "1h"));

        Assert.Equal("memoization configmap doesn't have workflows.argoproj.io/configmap-type label, refusing to use it", refusal.Message);
        await Assert.ThrowsAsync<CacheUnavailableException>(() => cache.SaveAsync(space.Name, new CacheKey("known", "k", null), "wf-1", StepOutputs.None, CancellationToken.None));
    }

    [Fact]
    public async Task An_entry_that_can_not_be_read_is_an_error()
    {
        await using var space = await TestNamespace.CreateAsync();
        await CreateAsync(space, "Cache", "no json");

        var refusal = await Assert.ThrowsAsync<CacheUnavailableException>(() => LoadAsync(new ConfigMapCache(space.Cluster, _time), space, "k", "1h"));

        Assert.StartsWith("malformed cache entry: ", refusal.Message);
    }

    private static Task<StepOutputs?> LoadAsync(ConfigMapCache cache, TestNamespace space, string key, string maxAge) =>
        cache.LoadAsync(space.Name, new CacheKey("known", key, Runbooks.Waiting.Duration.Parse(maxAge)), CancellationToken.None);

    private static Task<V1ConfigMap> CreateAsync(TestNamespace space, string? type, string entry) => space.Client.CoreV1.CreateNamespacedConfigMapAsync(
        new V1ConfigMap
        {
            Metadata = new V1ObjectMeta { Name = "known", Labels = type is null ? null : new Dictionary<string, string> { ["workflows.argoproj.io/configmap-type"] = type } },
            Data = new Dictionary<string, string> { ["k"] = entry },
        }, space.Name);
}
